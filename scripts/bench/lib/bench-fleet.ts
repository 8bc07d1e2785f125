import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startProcess } from "../../start/start-process.ts";
import type { Cluster } from "./start-backstage.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export type BenchFleet = {
  readonly clusters: readonly (Cluster & { kubeconfig: string })[];
  /** `kill`: the network of the last cluster is cut, nothing is refused; `revive`: it is back. */
  tell(command: "kill" | "revive"): Promise<void>;
  stop(): void;
};

/** Simulated API servers in a process of their own. */
export async function startBenchFleet(clusters: number, pods: number): Promise<BenchFleet> {
  const script = fileURLToPath(new URL("./serve-fleet.ts", import.meta.url));
  const args = [script, String(clusters), String(pods)];
  const { child, ready } = await startProcess("The clusters", args, { cwd: ROOT, env: process.env });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("The clusters have no line to be told on.");
  const lines = createInterface({ input: stdout });
  return {
    clusters: ready.clusters as BenchFleet["clusters"],
    tell: (command) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error("The clusters ended by themselves."));
        child.once("exit", ended);
        lines.once("line", () => {
          child.off("exit", ended);
          resolve();
        });
        stdin.write(`${command}\n`);
      }),
    stop: () => child.kill("SIGTERM"),
  };
}
