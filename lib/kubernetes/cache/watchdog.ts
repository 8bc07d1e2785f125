import type { Clock } from "#lib/core/clock";

type WatchdogOptions = {
  readonly clock: Clock;
  /** Milliseconds of silence that are too many now; asked again at each check. */
  readonly quietLimit: () => number;
  /** Milliseconds after which the stream must have ended, whatever it sent. */
  readonly deadline: number;
  readonly onStall: () => void;
};

export type Watchdog = { touch(): void; stop(): void };

const CHECK_MS = 5_000;

/** Notices a stream that stays open and says nothing, with one timer however many events pass. */
export function startWatchdog({ clock, quietLimit, deadline, onStall }: WatchdogOptions): Watchdog {
  const opened = clock.monotonic();
  let last = opened;
  const check = () => {
    const now = clock.monotonic();
    const left = Math.min(last + quietLimit(), opened + deadline) - now;
    if (left <= 0) onStall();
    else cancel = clock.after(Math.min(left, CHECK_MS), check);
  };
  let cancel = clock.after(CHECK_MS, check);
  return {
    touch: () => {
      last = clock.monotonic();
    },
    stop: () => cancel(),
  };
}
