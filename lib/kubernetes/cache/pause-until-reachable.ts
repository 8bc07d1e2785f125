import type { Clock } from "#lib/core/clock";
import type { Random } from "#lib/core/random";
import type { ClusterConnection } from "../types/connection.ts";
import { childAbort } from "./child-abort.ts";

/** The circuit breaker tries by itself; after this long we try too. */
const LONGEST_MS = 30_000;
/** Spreads the reflectors of a cluster that came back. */
const SPREAD_MS = 300;

/**
 * Waits `ms`; then, while the connection's breaker is open, until that changes.
 * @throws the signal's reason when it aborts.
 */
export async function pauseUntilReachable(
  { connection, clock, random }: { connection: ClusterConnection; clock: Clock; random: Random },
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  await clock.sleep(ms, signal);
  if (connection.health().breaker !== "open") return;
  const { controller, dispose } = childAbort(signal);
  const unsubscribe = connection.onHealthChange(() => {
    if (connection.health().breaker !== "open") controller.abort();
  });
  try {
    await clock.sleep(LONGEST_MS, controller.signal);
  } catch {
    signal.throwIfAborted();
  } finally {
    unsubscribe();
    dispose();
  }
  await clock.sleep(random() * SPREAD_MS, signal);
}
