import { parse, stringify } from "yaml";

/** One kubeconfig with the contexts of two. */
export function mergeKubeconfigs(one: string, other: string): string {
  type Lists = { clusters: object[]; users: object[]; contexts: object[] };
  const [first, second] = [parse(one) as Lists, parse(other) as Lists];
  const merged = {
    ...first,
    clusters: [...first.clusters, ...second.clusters],
    users: [...first.users, ...second.users],
    contexts: [...first.contexts, ...second.contexts],
  };
  return stringify(merged, { lineWidth: 0 });
}
