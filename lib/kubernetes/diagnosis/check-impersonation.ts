import { isForbidden, isKubeError, isUnauthorized } from "../api/errors.ts";
import { reviewAccess } from "../api/review-access.ts";
import { type ImpersonationRights, reviewImpersonation } from "../api/review-impersonation.ts";
import { whoAmI } from "./check-credential.ts";
import type { Check, CheckResult, DiagnosisContext } from "./diagnosis-context.ts";

/** A person who does not exist and has no rights; asking who that is changes nothing. */
const NOBODY = { user: "wheelhouse:diagnosis", groups: ["wheelhouse:team:diagnosis"] };

const FIX = "Bind the credential to a ClusterRole that allows the verb impersonate on users and groups.";

/** Whether the credential can act for people: by really doing so, and by the cluster's own review. */
export const checkImpersonation: Check = async (context) => {
  const reviewed = await reviews(context);
  try {
    const name = await whoAmI(context, NOBODY);
    if (name !== undefined && name !== NOBODY.user) {
      const sentence = "The cluster ignores impersonation: it still sees the credential itself.";
      return {
        state: "failed",
        sentence,
        fix: "Check for a proxy that removes headers.",
        facts: { canImpersonate: false },
      };
    }
    if (name === undefined) await tryReview(context);
  } catch (error) {
    if (!isForbidden(error) && !isUnauthorized(error)) throw error;
    const { users, groups } = await rightsByName(context);
    if (users && groups) return limited();
    return users || groups ? half(users ? "users" : "groups") : refused(reviewed);
  }
  const sentence = "The credential can act for people and their teams, so the cluster's own rules apply to them.";
  return { state: "ok", sentence, facts: { canImpersonate: true } };
};

/** Rights by name (`resourceNames`): the made-up person is refused, real teams are not. */
function limited(): CheckResult {
  const sentence = "The credential can act for the users and groups that its role names, and for nobody else.";
  return { state: "ok", sentence, facts: { canImpersonate: true } };
}

/** People come with the groups of their teams: one without the other refuses every read as a person. */
function half(resource: "users" | "groups"): CheckResult {
  const missing = resource === "users" ? "groups" : "users";
  const sentence = `The credential can act for ${resource}, but for no ${missing}: what is read as a person is refused.`;
  return { state: "warning", sentence, fix: FIX, facts: { canImpersonate: true } };
}

async function rightsByName({ connection, signal }: DiagnosisContext): Promise<ImpersonationRights> {
  try {
    return await reviewImpersonation(connection, { signal });
  } catch (error) {
    if (isKubeError(error) && error.unreachable === undefined) return { users: false, groups: false };
    throw error;
  }
}

function refused(reviewed: boolean): CheckResult {
  const sentence = reviewed
    ? "The cluster says that the credential may impersonate, but refuses when it does."
    : "The credential cannot act for people: only Wheelhouse's own rules would apply to them.";
  return { state: "warning", sentence, fix: FIX, facts: { canImpersonate: false } };
}

async function reviews({ connection, signal }: DiagnosisContext): Promise<boolean> {
  const answers = await Promise.all(
    ["users", "groups"].map((resource) =>
      reviewAccess(connection, { verb: "impersonate", group: "", resource }, { signal }),
    ),
  );
  return answers.every(({ allowed }) => allowed);
}

/** Where self subject reviews are not served, an access review as that person is as harmless. */
async function tryReview({ connection, signal }: DiagnosisContext): Promise<void> {
  await reviewAccess(connection, { verb: "get", group: "", resource: "pods" }, { signal, impersonate: NOBODY });
}
