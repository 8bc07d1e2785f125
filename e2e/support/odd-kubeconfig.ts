import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";

type Entry = { name: string; [key: string]: unknown };
type Kubeconfig = { clusters: Entry[]; users: Entry[]; contexts: Entry[] };

/** The kubeconfig of a cluster with contexts beside the good one that must be refused, each for a reason of its own. */
export function oddKubeconfig(file: string): string {
  const config = parse(readFileSync(file, "utf8")) as Kubeconfig;
  const [cluster] = config.clusters;
  const [user] = config.users;
  if (!cluster || !user) throw new Error(`${file} names no cluster.`);
  const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "cat", interactiveMode: "Never" };
  const insecure = { server: "https://203.0.113.7:6443", "insecure-skip-tls-verify": true };
  return stringify({
    ...config,
    clusters: [...config.clusters, { name: "insecure", cluster: insecure }],
    users: [...config.users, { name: "runs-a-program", user: { exec } }],
    contexts: [
      ...config.contexts,
      { name: "runs-a-program", context: { cluster: cluster.name, user: "runs-a-program" } },
      { name: "insecure", context: { cluster: "insecure", user: user.name } },
    ],
  });
}
