import { describeCapability, describeNamespaces, describeSpan, describeTarget } from "./describe-access.ts";
import type { ExplanationFacts, ExplanationQuestion, GrantFacts } from "./explanation.ts";
import { judgeGrant } from "./judge-grant.ts";
import { roleAllows } from "./roles.ts";
import type { NearMiss } from "./schemas.ts";
import type { GrantRole } from "./types.ts";

const MAX_MISSES = 5;
const ROLES: readonly GrantRole[] = ["viewer", "developer", "maintainer", "platform"];

/** What comes nearest to access that does not exist, the most useful first. Pure. */
export function deriveNearMisses(facts: ExplanationFacts, question: ExplanationQuestion, now: number): NearMiss[] {
  const { person } = facts;
  if (person.status !== "active") {
    return [{ code: "suspended", grantId: undefined, sentence: `${person.name}'s account is suspended.` }];
  }
  if (!ROLES.some((role) => roleAllows(role, question.capability))) {
    const sentence = `No role allows to ${describeCapability(question.capability)}.`;
    return [{ code: "not-granted-to-anyone", grantId: undefined, sentence }];
  }
  const misses = facts.grants
    .map((grant) => ({ rank: rankOf(grant, question, now), miss: missOf(facts, question, grant, now) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ miss }) => miss);
  return misses.length > 0 ? misses.slice(0, MAX_MISSES) : [nothingOf(facts)];
}

function nothingOf({ person, teams }: ExplanationFacts): NearMiss {
  if (teams === 0) {
    return { code: "no-team", grantId: undefined, sentence: `${person.name} is in no team and has no grant.` };
  }
  return { code: "no-grant", grantId: undefined, sentence: `Neither ${person.name} nor their teams have a grant.` };
}

/** Smaller is nearer: only the role, only the time, only the namespace, another cluster. */
function rankOf(grant: GrantFacts, question: ExplanationQuestion, now: number): number {
  const { current, coversNamespace } = judgeGrant(grant, question, now);
  if (grant.reachesCluster && coversNamespace) return current ? 0 : 1;
  const base = grant.reachesCluster ? 2 : coversNamespace ? 3 : 4;
  return current ? base : base + 3;
}

function missOf(facts: ExplanationFacts, question: ExplanationQuestion, grant: GrantFacts, now: number): NearMiss {
  const whose = grant.team ? `A grant to the team \`${grant.team.name}\`` : `A grant to ${facts.person.name}`;
  const what = `${whose} on ${describeTarget(grant)}`;
  const grantId = grant.id;
  if (!grant.reachesCluster) {
    return {
      code: "other-cluster",
      grantId,
      sentence: `${what} does not include the cluster \`${facts.cluster.name}\`.`,
    };
  }
  const { coversNamespace, role } = judgeGrant(grant, question, now);
  if (!coversNamespace) {
    return { code: "other-namespaces", grantId, sentence: `${what} covers ${coverage(grant, question)}.` };
  }
  if (grant.revokedAt !== undefined) {
    return { code: "revoked", grantId, sentence: `${what} was revoked ${describeSpan(now - grant.revokedAt)} ago.` };
  }
  if (grant.expiresAt !== undefined && grant.expiresAt <= now) {
    return { code: "expired", grantId, sentence: `${what} ended ${describeSpan(now - grant.expiresAt)} ago.` };
  }
  if (grant.startsAt > now) {
    return { code: "future", grantId, sentence: `${what} starts in ${describeSpan(grant.startsAt - now)}.` };
  }
  const sentence = `${what} has the role \`${role}\`, which does not allow to ${describeCapability(question.capability)}.`;
  return { code: "role-lacks-capability", grantId, sentence };
}

function coverage(grant: GrantFacts, question: ExplanationQuestion): string {
  const covered = describeNamespaces(grant.namespaces);
  return question.namespace === undefined ? `only ${covered}, not the whole cluster` : `other namespaces: ${covered}`;
}
