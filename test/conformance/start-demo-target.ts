import { startDemoFleet } from "../../demo/start-demo-fleet.ts";
import { nodeOf } from "../control-plane/create-nodes.ts";
import type { Target } from "./target.ts";

/** One simulated cluster with the nodes that a real control plane of the tests has, and nothing else. */
export async function startDemoTarget(): Promise<{ target: Target; stop: () => Promise<void> }> {
  const fleet = await startDemoFleet({
    scenario: {
      name: "conformance",
      seed: "conformance",
      clusters: [
        {
          slug: "demo",
          populate: ({ writer }) => {
            for (const index of [0, 1]) writer.create("nodes", readyNode(index), { withStatus: true });
          },
        },
      ],
    },
  });
  const { slug, server, ca, kubeconfig, adminKubeconfig, compact, stop, start } = fleet.cluster("demo");
  const power = { compact: async () => compact(), stopApiServer: stop, startApiServer: start };
  const target = { name: slug, server, ca, kubeconfig, adminKubeconfig, ...power };
  return { target, stop: () => fleet.stop() };
}

/** Simulated kubelets do not register their node: its whole status is given. */
function readyNode(index: number) {
  const node = nodeOf(index);
  const status = {
    ...node.status,
    addresses: [
      { type: "InternalIP", address: `192.168.0.${index + 10}` },
      { type: "Hostname", address: node.metadata.name },
    ],
    conditions: [{ type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" }],
    nodeInfo: { kubeletVersion: "v1.36.3", architecture: "amd64", operatingSystem: "linux", osImage: "Debian 13" },
  };
  return { ...node, spec: {}, status };
}
