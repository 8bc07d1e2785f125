import type { Kubectl } from "./run-kubectl.ts";

/** Creates the nodes that kwok plays the kubelets of: 8 cores, 32 GiB, in two zones. */
export async function createNodes(kubectl: Kubectl, count: number): Promise<void> {
  const nodes = Array.from({ length: count }, (_, index) => nodeOf(index));
  const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: nodes });
  const created = await kubectl(["create", "-f", "-"], { input });
  if (created.code !== 0) throw new Error(`The nodes could not be created: ${created.stderr}`);
}

/** The manifest of the node with this index, from 0 on. */
export function nodeOf(index: number) {
  const name = `node-${index + 1}`;
  const capacity = { cpu: "8", memory: "32Gi", pods: "110" };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/os": "linux",
        "topology.kubernetes.io/region": "eu-west-1",
        "topology.kubernetes.io/zone": index % 2 === 0 ? "eu-west-1a" : "eu-west-1b",
        "node-role.kubernetes.io/worker": "",
      },
    },
    status: { capacity, allocatable: capacity },
  };
}
