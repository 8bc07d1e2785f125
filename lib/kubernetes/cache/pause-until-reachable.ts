import type { Clock } from "#lib/core/clock";
import type { Random } from "#lib/core/random";
import type { ClusterConnection } from "../types/connection.ts";
import { childAbort } from "./child-abort.ts";

/** The circuit breaker tries by itself; after this long we look again. */
const LONGEST_MS = 60_000;
/** Spreads the reflectors of a cluster that came back. */
const SPREAD_MS = 300;

/**
 * Waits `ms`. While the connection's circuit breaker is not closed, waits until it closes instead: then at once,
 * whatever `ms` says, because the cluster is back. What fails on a cluster that answers keeps to its own `ms`.
 * @throws the signal's reason when it aborts.
 */
export async function pauseUntilReachable(
  { connection, clock, random }: { connection: ClusterConnection; clock: Clock; random: Random },
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const isClosed = () => connection.health().breaker === "closed";
  if (isClosed()) return clock.sleep(ms, signal);
  const { controller, dispose } = childAbort(signal);
  const unsubscribe = connection.onHealthChange(() => {
    if (isClosed()) controller.abort();
  });
  try {
    await clock.sleep(LONGEST_MS, controller.signal);
  } catch {
    signal.throwIfAborted();
    await clock.sleep(random() * SPREAD_MS, signal);
  } finally {
    unsubscribe();
    dispose();
  }
}
