import { endProcess, hasEnded } from "./end-process.ts";
import type { Started } from "./start-process.ts";

/** Ends all when this process is told to, or when one of them ends by itself, which is said and counts as failure. */
export function stopTogether(programs: readonly Pick<Started, "name" | "child">[]): void {
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await Promise.all(programs.map(({ child }) => endProcess(child)));
    process.exit(code);
  };
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  for (const { name, child } of programs) {
    const ended = () => {
      if (stopping) return;
      process.stderr.write(`\n${name} ended with ${child.signalCode ?? `code ${child.exitCode}`}; stopping.\n`);
      void stop(1);
    };
    if (hasEnded(child)) ended();
    else child.once("exit", ended);
  }
}
