import { createInterface } from "node:readline";
import { startDemoFleet } from "../../../demo/start-demo-fleet.ts";
import { teamScenario } from "./team-scenario.ts";

/**
 * Child process: `serve-fleet.ts CLUSTERS PODS`. Prints the clusters as one JSON line; a line `kill` on standard input
 * makes the last cluster accept requests and never answer, `revive` ends that. Ends with its parent.
 */
const [clusters = 1, pods = 50] = process.argv.slice(2).map(Number);
const fleet = await startDemoFleet({ scenario: teamScenario(clusters, pods) });
const described = fleet.clusters.map(({ slug, server, ca, token, kubeconfig }) => ({
  name: slug,
  url: server,
  caData: Buffer.from(ca).toString("base64"),
  token,
  kubeconfig,
}));
process.stdout.write(`${JSON.stringify({ ready: true, clusters: described })}\n`);
const last = fleet.clusters.at(-1);
const commands: Readonly<Record<string, () => Promise<void> | undefined>> = {
  kill: () => last?.setFault({ kind: "unreachable" }),
  revive: () => last?.clearFault("unreachable"),
};
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  void Promise.resolve(commands[line]?.()).then(() => process.stdout.write(`${JSON.stringify({ done: line })}\n`));
});
lines.on("close", () => process.exit(0));
