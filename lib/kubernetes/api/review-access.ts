import type { V1SelfSubjectAccessReview } from "@kubernetes/client-node";
import type { ClusterConnection } from "../types/connection.ts";
import type { CallOptions } from "./call-options.ts";
import { createObject } from "./create-object.ts";

/** `spec.resourceAttributes` of a SelfSubjectAccessReview; an absent namespace asks about all of them. */
export type AccessQuestion = {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
};

/** The cluster's own answer. `reason` is for people and may name roles. */
export type AccessAnswer = { readonly allowed: boolean; readonly reason: string | undefined };

type Review = Pick<V1SelfSubjectAccessReview, "status">;

/**
 * Asks the cluster whether the credential (or the person it impersonates) may do something. A hint for screens: the
 * request itself is the decision.
 * @throws KubeError when the cluster does not answer the question
 */
export async function reviewAccess(
  connection: ClusterConnection,
  question: AccessQuestion,
  options: CallOptions = {},
): Promise<AccessAnswer> {
  const path = { group: "authorization.k8s.io", version: "v1", resource: "selfsubjectaccessreviews" };
  const review: Review = await createObject(
    connection,
    path,
    { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes: question } },
    options,
  );
  const { status } = review;
  return { allowed: status?.allowed === true && status.denied !== true, reason: status?.reason || undefined };
}
