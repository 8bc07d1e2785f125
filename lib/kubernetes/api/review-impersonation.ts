import type { V1SelfSubjectRulesReview } from "@kubernetes/client-node";
import type { ClusterConnection } from "../types/connection.ts";
import type { CallOptions } from "./call-options.ts";
import { createObject } from "./create-object.ts";

type Review = Pick<V1SelfSubjectRulesReview, "status">;

/** Whether any can be impersonated at all, be it only some by name. */
export type ImpersonationRights = { readonly users: boolean; readonly groups: boolean };

/**
 * Whom the credential may impersonate by the rules that the cluster's own review lists. A probe with a made-up name
 * cannot tell: it misses rights limited by `resourceNames`.
 * @throws KubeError when the cluster does not answer the question
 */
export async function reviewImpersonation(
  connection: ClusterConnection,
  options: CallOptions = {},
): Promise<ImpersonationRights> {
  const path = { group: "authorization.k8s.io", version: "v1", resource: "selfsubjectrulesreviews" };
  // Users and groups have no namespace, so rules for them are listed with any.
  const spec = { namespace: "default" };
  const body = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec };
  const review: Review = await createObject(connection, path, body, options);
  const rules = (review.status?.resourceRules ?? []).filter(
    ({ verbs, apiGroups }) => holds(verbs, "impersonate") && holds(apiGroups, ""),
  );
  const may = (resource: string) => rules.some(({ resources }) => holds(resources, resource));
  return { users: may("users"), groups: may("groups") };
}

function holds(listed: readonly string[] | undefined, wanted: string): boolean {
  return listed?.some((one) => one === "*" || one === wanted) ?? false;
}
