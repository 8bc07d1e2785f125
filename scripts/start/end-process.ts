import type { ChildProcess } from "node:child_process";

/** Longer than the portal takes to drain and, when something hangs, to give up. */
const WITHIN_MS = 25_000;

/** Whether a process has ended, by itself or by a signal. */
export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/**
 * Asks a process to end and waits until it has; ends it hard when it takes longer than `withinMs`.
 * @returns its exit code, null when a signal ended it
 */
export async function endProcess(child: ChildProcess, withinMs = WITHIN_MS): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const late = setTimeout(() => child.kill("SIGKILL"), withinMs);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(late);
  return child.exitCode;
}
