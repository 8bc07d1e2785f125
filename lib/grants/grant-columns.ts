import type { GrantRow } from "./schemas.ts";

type Named = { readonly kind: string; readonly id: string };

/** The subject and target of a grant as the columns of its row: exactly one of each. Pure. */
export function grantColumns(
  subject: Pick<GrantRow["subject"], "kind" | "id">,
  target: Pick<GrantRow["target"], "kind" | "id">,
) {
  const pick = (named: Named, kind: string) => (named.kind === kind ? named.id : null);
  return {
    teamId: pick(subject, "team"),
    userId: pick(subject, "user"),
    clusterId: pick(target, "cluster"),
    clusterGroupId: pick(target, "cluster-group"),
    environmentId: pick(target, "environment"),
  };
}
