import { capRole } from "./cap-role.ts";
import { covers } from "./decide-on.ts";
import type { ExplanationQuestion, GrantFacts } from "./explanation.ts";
import { roleAllows } from "./roles.ts";
import type { GrantRole } from "./types.ts";

/** How one grant stands to a question: each part of the answer alone. Pure. */
export type GrantJudgement = {
  readonly current: boolean;
  readonly coversNamespace: boolean;
  readonly role: GrantRole;
  readonly roleAllows: boolean;
  /** All of it: this grant alone is enough. */
  readonly allows: boolean;
};

export function judgeGrant(grant: GrantFacts, question: ExplanationQuestion, now: number): GrantJudgement {
  const current = grant.revokedAt === undefined && grant.startsAt <= now && (grant.expiresAt ?? Infinity) > now;
  const place = { clusterId: "", namespace: question.namespace };
  const coversNamespace = covers({ clusterId: undefined, namespaces: grant.namespaces }, place);
  const role = capRole(grant.role, grant.team?.role);
  const enough = roleAllows(role, question.capability);
  const allows = current && grant.reachesCluster && coversNamespace && enough;
  return { current, coversNamespace, role, roleAllows: enough, allows };
}
