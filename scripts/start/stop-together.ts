import type { ChildProcess } from "node:child_process";

/** Ends all when this process is told to, or when one of them ends by itself. */
export function stopTogether(children: readonly ChildProcess[]): void {
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) return;
    stopping = true;
    for (const child of children) child.kill("SIGTERM");
    const ended = children.map((child) =>
      child.exitCode !== null ? undefined : new Promise((resolve) => child.once("exit", resolve)),
    );
    void Promise.all(ended).then(() => process.exit(code));
  };
  process.on("SIGINT", () => stop(0));
  process.on("SIGTERM", () => stop(0));
  for (const child of children) child.on("exit", (code) => stop(code === 0 ? 0 : 1));
}
