import { deriveNearMisses } from "./derive-near-misses.ts";
import {
  describeCapability,
  describeNamespaces,
  describePlace,
  describeSpan,
  describeTarget,
} from "./describe-access.ts";
import type { ExplanationFacts, ExplanationQuestion, GrantFacts } from "./explanation.ts";
import { judgeGrant } from "./judge-grant.ts";
import { roleAllows } from "./roles.ts";
import type { AccessExplanation, ExplanationStep } from "./schemas.ts";

/** Why somebody may do something, as chains of sentences, or what comes nearest. Pure. */
export function deriveExplanation(
  facts: ExplanationFacts,
  question: ExplanationQuestion,
  now: number,
): AccessExplanation {
  const { person } = facts;
  const chains: ExplanationStep[][] = [];
  if (person.status === "active") {
    if (person.portalRole === "platform" && roleAllows("platform", question.capability))
      chains.push(platformChain(facts));
    for (const grant of facts.grants) {
      if (judgeGrant(grant, question, now).allows) chains.push(grantChain(facts, question, grant, now));
    }
  }
  const what = `${describeCapability(question.capability)} ${describePlace(question, facts.cluster.name)}`;
  if (chains.length > 0) return { allowed: true, sentence: `${person.name} may ${what}.`, chains, misses: [] };
  const misses = deriveNearMisses(facts, question, now);
  return { allowed: false, sentence: `${person.name} may not ${what}.`, chains: [], misses };
}

function platformChain({ person }: ExplanationFacts): ExplanationStep[] {
  return [
    personStep(person.name),
    { kind: "portal-role", id: undefined, sentence: "Platform engineers see every cluster and namespace." },
  ];
}

function personStep(name: string): ExplanationStep {
  return { kind: "person", id: undefined, sentence: `${name} has an active account.` };
}

function grantChain(
  { person }: ExplanationFacts,
  question: ExplanationQuestion,
  grant: GrantFacts,
  now: number,
): ExplanationStep[] {
  const { team } = grant;
  const { role } = judgeGrant(grant, question, now);
  const end = grant.expiresAt === undefined ? "" : `, for another ${describeSpan(grant.expiresAt - now)}`;
  const subject = team ? `The team \`${team.name}\`` : person.name;
  const steps: ExplanationStep[] = [personStep(person.name)];
  if (team) {
    steps.push({ kind: "team", id: team.id, sentence: `${person.name} is ${team.role} of the team \`${team.name}\`.` });
  }
  steps.push({
    kind: "grant",
    id: grant.id,
    sentence: `${subject} has a grant on ${describeTarget(grant)} for ${describeNamespaces(grant.namespaces)}${end}: ${grant.reason}`,
  });
  const capped = role === grant.role ? "" : ` (the grant says \`${grant.role}\`, viewers of a team get \`viewer\`)`;
  steps.push({
    kind: "role",
    id: undefined,
    sentence: `The role \`${role}\`${capped} allows to ${describeCapability(question.capability)}.`,
  });
  return steps;
}
