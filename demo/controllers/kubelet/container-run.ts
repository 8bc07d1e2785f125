import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Container, ContainerState, ContainerStatus } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";

const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 300_000;
/** A run longer than this forgets earlier crashes (twice the longest back-off, as in the kubelet). */
const FORGET_MS = 2 * LAST_BACKOFF_MS;

/** What the kubelet knows of one container: its present and previous run, and how often it was started. */
export class ContainerRun {
  readonly container: Container;
  readonly imageId: string;
  state: ContainerState;
  last: ContainerState = {};
  ready = false;
  started = false;
  restarts = 0;
  id: string | undefined;
  /** Times the container was held back before the next start. */
  #backoffs = 0;

  constructor(container: Container, random: SeededRandom, waitingReason: string) {
    this.container = container;
    this.imageId = `${container.image.replace(/[:@][^/]*$/, "")}@sha256:${random.hex(64)}`;
    this.state = { waiting: { reason: waitingReason } };
  }

  get running(): boolean {
    return this.state.running !== undefined;
  }

  get exitCode(): number | undefined {
    return this.state.terminated?.exitCode;
  }

  wait(reason: string, message?: string): void {
    if (this.state.terminated) this.last = { terminated: this.state.terminated };
    this.state = { waiting: { reason, ...(message ? { message } : {}) } };
    this.ready = false;
    this.started = false;
  }

  start(now: number, id: string): void {
    if (this.state.terminated) this.last = { terminated: this.state.terminated };
    this.id = `containerd://${id}`;
    this.state = { running: { startedAt: timestamp(now) } };
    this.started = true;
  }

  end(now: number, exitCode: number, reason: string, message?: string): void {
    const startedAt = this.state.running?.startedAt ?? timestamp(now);
    this.ready = false;
    this.started = false;
    this.state = {
      terminated: {
        exitCode,
        reason,
        ...(message ? { message } : {}),
        startedAt,
        finishedAt: timestamp(now),
        containerID: this.id ?? "",
      },
    };
  }

  /** How long to wait before the next start; 0 the first time. Milliseconds. */
  nextBackoff(now: number): number {
    const ran = now - Date.parse(this.state.terminated?.startedAt ?? timestamp(now));
    if (ran > FORGET_MS) this.#backoffs = 0;
    const delay = this.#backoffs === 0 ? 0 : Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (this.#backoffs - 1));
    this.#backoffs += 1;
    return delay;
  }

  /** Makes the container one that has crashed for a long time already. */
  age(restarts: number, backoffs: number): void {
    this.restarts = restarts;
    this.#backoffs = backoffs;
  }

  status(): ContainerStatus {
    return {
      name: this.container.name,
      state: this.state,
      lastState: this.last,
      ready: this.ready,
      restartCount: this.restarts,
      image: this.container.image,
      imageID: this.id ? this.imageId : "",
      ...(this.id ? { containerID: this.id } : {}),
      started: this.started,
    };
  }
}

/** A back-off as the kubelet prints it: `10s`, `2m40s`, `5m0s`. */
export function printBackoff(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
