import type { V1SelfSubjectReview } from "@kubernetes/client-node";
import { createObject } from "../api/create-object.ts";
import { isForbidden, isNotFound, isUnauthorized } from "../api/errors.ts";
import { reviewAccess } from "../api/review-access.ts";
import type { Impersonation } from "../types/connection.ts";
import type { Check, CheckResult, DiagnosisContext } from "./diagnosis-context.ts";

export const REVIEWS = { group: "authentication.k8s.io", version: "v1", resource: "selfsubjectreviews" };

type Review = Pick<V1SelfSubjectReview, "status">;

/**
 * Who the cluster says the caller is; undefined when it does not serve that question (before Kubernetes 1.28).
 * @throws KubeError for every other refusal
 */
export async function whoAmI(
  { connection, signal }: DiagnosisContext,
  impersonate?: Impersonation,
): Promise<string | undefined> {
  const object = { apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" };
  try {
    const review: Review = await createObject(connection, REVIEWS, object, { signal, impersonate });
    const username = review.status?.userInfo?.username;
    return typeof username === "string" ? username.slice(0, 300) : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Whether the cluster accepts the credential, and under which name. */
export const checkCredential: Check = async (context) => {
  try {
    const username = await whoAmI(context);
    if (username === undefined) return await acceptedAtLeast(context);
    if (username === "system:anonymous") return refused("The cluster treats the credential as anonymous.");
    return { state: "ok", sentence: `The cluster knows the credential as \`${username}\`.`, facts: { username } };
  } catch (error) {
    if (isUnauthorized(error)) return refused("The cluster does not accept the credential.");
    if (isForbidden(error)) return acceptedAtLeast(context);
    throw error;
  }
};

function refused(sentence: string): CheckResult {
  return { state: "failed", sentence, fix: "Replace the credential: it may have expired or been revoked." };
}

async function acceptedAtLeast({ connection, signal }: DiagnosisContext): Promise<CheckResult> {
  await reviewAccess(connection, { verb: "list", group: "", resource: "pods" }, { signal });
  return { state: "ok", sentence: "The cluster accepts the credential." };
}
