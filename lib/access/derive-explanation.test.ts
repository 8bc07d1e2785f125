import { describe, expect, test } from "vitest";
import { deriveExplanation } from "./derive-explanation.ts";
import type { ExplanationFacts, GrantFacts } from "./explanation.ts";
import { kindCapability } from "./kind-capability.ts";
import type { Capability } from "./types.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;
const QUESTION = { namespace: "shop", capability: kindCapability("Pod") };

function grant(more: Partial<GrantFacts> = {}): GrantFacts {
  return {
    id: "g1",
    team: { id: "t1", name: "payments", role: "member" },
    target: { kind: "environment", name: "production" },
    reachesCluster: true,
    namespaces: ["shop", "shop-*"],
    role: "viewer",
    reason: "runs the shop",
    startsAt: 0,
    expiresAt: undefined,
    revokedAt: undefined,
    ...more,
  };
}

function explain(
  grants: GrantFacts[],
  more: Partial<ExplanationFacts> = {},
  question: { namespace: string | undefined; capability: Capability } = QUESTION,
) {
  const person = { name: "Ada", status: "active" as const, portalRole: "member" };
  return deriveExplanation({ person, cluster: { name: "edge" }, teams: 1, grants, ...more }, question, NOW);
}

describe("why somebody may", () => {
  test("the chain names person, team, grant and role, each with its cause", () => {
    const answer = explain([grant({ expiresAt: NOW + 2 * DAY })]);
    expect(answer.allowed).toBe(true);
    expect(answer.sentence).toBe("Ada may list `pods` in `shop` on `edge`.");
    expect(answer.chains.map((chain) => chain.map((step) => step.sentence))).toEqual([
      [
        "Ada has an active account.",
        "Ada is member of the team `payments`.",
        "The team `payments` has a grant on environment `production` for `shop`, `shop-*`, for another 2 days: runs the shop",
        "The role `viewer` allows to list `pods`.",
      ],
    ]);
    expect(answer.chains[0]?.map((step) => step.id)).toEqual([undefined, "t1", "g1", undefined]);
  });

  test("every way that is enough alone is a chain of its own", () => {
    const answer = explain([grant(), grant({ id: "g2", team: undefined, target: { kind: "cluster", name: "edge" } })], {
      person: { name: "Ada", status: "active", portalRole: "platform" },
    });
    expect(answer.chains.map((chain) => chain[1]?.kind)).toEqual(["portal-role", "team", "grant"]);
  });

  test("a team's viewer is told why the grant gives less", () => {
    const capped = grant({ role: "maintainer", team: { id: "t1", name: "payments", role: "viewer" } });
    expect(explain([capped]).chains[0]?.at(-1)?.sentence).toBe(
      "The role `viewer` (the grant says `maintainer`, viewers of a team get `viewer`) allows to list `pods`.",
    );
    const remove = { namespace: "shop", capability: { ...kindCapability("Pod"), verb: "delete" as const } };
    expect(explain([capped], {}, remove).misses[0]?.sentence).toBe(
      "A grant to the team `payments` on environment `production` has the role `viewer`, which does not allow to delete `pods`.",
    );
  });
});

describe("why somebody may not", () => {
  test.each<[string, Partial<GrantFacts>, string]>([
    ["expired", { expiresAt: NOW - 3 * DAY }, "ended 3 days ago."],
    ["expired", { expiresAt: NOW }, "ended less than a minute ago."],
    ["revoked", { revokedAt: NOW - 3_600_000 }, "was revoked 1 hour ago."],
    ["future", { startsAt: NOW + 120_000 }, "starts in 2 minutes."],
    ["other-namespaces", { namespaces: ["web"] }, "covers other namespaces: `web`."],
    ["other-cluster", { reachesCluster: false }, "does not include the cluster `edge`."],
    ["role-lacks-capability", { role: "manager" }, "has the role `manager`, which does not allow to list `pods`."],
  ])("%s", (code, more, end) => {
    const answer = explain([grant(more)]);
    expect(answer.allowed).toBe(false);
    expect(answer.chains).toEqual([]);
    expect(answer.misses).toEqual([
      { code, grantId: "g1", sentence: `A grant to the team \`payments\` on environment \`production\` ${end}` },
    ]);
  });

  test("the nearest miss comes first, and five are enough", () => {
    const misses = explain([
      grant({ id: "elsewhere", reachesCluster: false, namespaces: ["web"] }),
      grant({ id: "cluster", reachesCluster: false }),
      grant({ id: "namespaces", namespaces: ["web"] }),
      grant({ id: "expired", expiresAt: NOW }),
      grant({ id: "role", role: "manager" }),
      grant({ id: "sixth", reachesCluster: false, expiresAt: NOW }),
    ]).misses;
    expect(misses.map((miss) => miss.grantId)).toEqual(["role", "expired", "namespaces", "cluster", "elsewhere"]);
  });

  test("a suspended account explains everything, whatever the grants", () => {
    const answer = explain([grant()], { person: { name: "Ada", status: "suspended", portalRole: "platform" } });
    expect(answer).toMatchObject({
      allowed: false,
      misses: [{ code: "suspended", sentence: "Ada's account is suspended." }],
    });
  });

  test("nobody may read values of Secrets, and the answer says so", () => {
    const values = {
      namespace: "shop",
      capability: { group: "", resource: "secrets", subresource: "", verb: "get" as const },
    };
    expect(explain([grant({ role: "platform" })], {}, values).misses).toEqual([
      { code: "not-granted-to-anyone", grantId: undefined, sentence: "No role allows to get `secrets`." },
    ]);
  });

  test("no team and no grant are two different things", () => {
    expect(explain([], { teams: 0 }).misses[0]?.code).toBe("no-team");
    expect(explain([]).misses[0]?.code).toBe("no-grant");
  });

  test("a question about the whole cluster is not answered by a grant on namespaces", () => {
    const nodes = { namespace: undefined, capability: kindCapability("Node") };
    const answer = explain([grant({ role: "platform" })], {}, nodes);
    expect(answer.sentence).toBe("Ada may not list `nodes` across `edge`.");
    expect(answer.misses[0]?.sentence).toContain("covers only `shop`, `shop-*`, not the whole cluster");
    expect(explain([grant({ role: "platform", namespaces: ["*"] })], {}, nodes).allowed).toBe(true);
  });
});
