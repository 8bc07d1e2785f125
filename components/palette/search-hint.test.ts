import { expect, test } from "vitest";
import { searchHint } from "./search-hint.ts";

const team = { slug: "payments", name: "Payments", role: "member" } as const;

test("the search promises what the person can find, and nothing else", () => {
  expect(
    searchHint({ portalRole: "member", sections: ["home", "apps", "namespaces", "clusters"], teams: [team] }),
  ).toBe("Search apps, workloads, namespaces, clusters, teams");
  expect(searchHint({ portalRole: "manager", sections: ["summary", "clusters"], teams: [] })).toBe("Search clusters");
  expect(
    searchHint({ portalRole: "platform", sections: ["home", "summary", "apps", "namespaces", "clusters"], teams: [] }),
  ).toBe("Search apps, workloads, namespaces, clusters, nodes, teams, people");
});

test("it promises nothing to somebody who can find nothing", () => {
  expect(searchHint({ portalRole: "member", sections: [], teams: [] })).toBe("Search");
});
