import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { API_CONTRACTS } from "#lib/api-contracts";
import { saveClusterGroup } from "#lib/clusters/save-cluster-group";
import { saveEnvironment } from "#lib/clusters/save-environment";
import { createGrant } from "#lib/grants/create-grant";
import type { RouteContract } from "#lib/http/contract";
import { addMember } from "#lib/teams/add-member";
import { createTeam } from "#lib/teams/create-team";
import { type DemoFleet, startDemoFleet } from "../demo/start-demo-fleet.ts";
import { openTestPortal, registerFleet, type TestPortal } from "../test/open-test-portal.ts";
import { NOBODY, routeInput } from "../test/route-input.ts";
import { openTestStream } from "../test/test-stream.ts";

/** Who asks: nobody, somebody without a team, a developer of another team, one of the team, a manager, an engineer. */
const PEOPLE = ["anonymous", "newcomer", "stranger", "developer", "manager", "platform"] as const;
type Who = (typeof PEOPLE)[number];

const SIGNED_IN = "401 200 200 200 200 200";
/** Refused to everybody but engineers, whether it exists or not; their own status follows. */
const ENGINEERS = "401 403 403 403 403";
/** Only of one's own team; a manager sees sums, not rows. */
const THEIRS = "401 404 404";

/**
 * The status for each of PEOPLE, in that order: of things of the team `payments`, and for engineers of things that do
 * not exist where a route changes something (404), or that are refused as wrong or taken (400).
 */
const TABLE: Readonly<Record<string, string>> = {
  "GET /api/openapi.json": "200 200 200 200 200 200",
  "GET /api/access/explain": `${ENGINEERS} 200`,
  "GET /api/home": SIGNED_IN,
  "GET /api/apps": SIGNED_IN,
  "GET /api/audit": "401 200 200 200 403 200",
  "GET /api/audit/chain": `${ENGINEERS} 200`,
  "GET /api/clusters": SIGNED_IN,
  "GET /api/clusters/{cluster}": `${THEIRS} 200 200 200`,
  "POST /api/kubeconfig/inspect": `${ENGINEERS} 400`,
  "POST /api/kubeconfig/check": `${ENGINEERS} 400`,
  "POST /api/clusters": `${ENGINEERS} 400`,
  "PATCH /api/clusters/{cluster}": `${ENGINEERS} 404`,
  "DELETE /api/clusters/{cluster}": `${ENGINEERS} 404`,
  "POST /api/clusters/{cluster}/pause": `${ENGINEERS} 404`,
  "POST /api/clusters/{cluster}/resume": `${ENGINEERS} 404`,
  "POST /api/clusters/{cluster}/diagnose": `${ENGINEERS} 404`,
  "POST /api/clusters/{cluster}/credential": `${ENGINEERS} 404`,
  "POST /api/clusters/{cluster}/credential/finish": `${ENGINEERS} 404`,
  "POST /api/clusters/{cluster}/credential/abort": `${ENGINEERS} 404`,
  "GET /api/environments": `${ENGINEERS} 200`,
  "PUT /api/environments": `${ENGINEERS} 200`,
  "DELETE /api/environments/{environment}": `${ENGINEERS} 404`,
  "GET /api/cluster-groups": `${ENGINEERS} 200`,
  "PUT /api/cluster-groups": `${ENGINEERS} 200`,
  "DELETE /api/cluster-groups/{group}": `${ENGINEERS} 404`,
  "GET /api/grants": `${ENGINEERS} 200`,
  "POST /api/grants": `${ENGINEERS} 400`,
  "POST /api/grants/preview": `${ENGINEERS} 200`,
  "GET /api/grants/choices": `${ENGINEERS} 200`,
  "POST /api/grants/{grant}/revoke": `${ENGINEERS} 404`,
  "POST /api/grants/{grant}/restore": `${ENGINEERS} 404`,
  "POST /api/grants/{grant}/extend": `${ENGINEERS} 404`,
  "GET /api/me": SIGNED_IN,
  "GET /api/me/account": SIGNED_IN,
  "POST /api/me/password": "401 400 400 400 400 400",
  "POST /api/me/sign-out-elsewhere": SIGNED_IN,
  "GET /api/namespaces": SIGNED_IN,
  "GET /api/namespaces/{cluster}/{namespace}": `${THEIRS} 200 404 200`,
  "GET /api/search": SIGNED_IN,
  "GET /api/summary": "401 403 403 403 200 200",
  "GET /api/teams": "401 403 200 200 403 200",
  "POST /api/teams": `${ENGINEERS} 400`,
  "GET /api/teams/{team}": `${THEIRS} 200 404 200`,
  "PATCH /api/teams/{team}": `${ENGINEERS} 404`,
  "DELETE /api/teams/{team}": `${ENGINEERS} 404`,
  "POST /api/teams/{team}/members": `${THEIRS} 403 404 404`,
  "PATCH /api/teams/{team}/members/{user}": `${THEIRS} 403 404 404`,
  "DELETE /api/teams/{team}/members/{user}": `${THEIRS} 403 404 404`,
  "GET /api/users": `${ENGINEERS} 200`,
  "POST /api/users": `${ENGINEERS} 400`,
  "POST /api/users/{user}/suspend": `${ENGINEERS} 404`,
  "POST /api/users/{user}/reactivate": `${ENGINEERS} 404`,
  "PUT /api/users/{user}/role": `${ENGINEERS} 404`,
  "POST /api/users/{user}/sign-out": `${ENGINEERS} 404`,
  "POST /api/users/{user}/password": `${ENGINEERS} 404`,
  "GET /api/workloads": SIGNED_IN,
  "GET /api/workloads/{cluster}/{namespace}/{kind}/{name}": `${THEIRS} 200 404 200`,
  // The simulated clusters let the portal act for nobody of this team, so their own is refused by the cluster's gate.
  "GET /api/workloads/{cluster}/{namespace}/{kind}/{name}/yaml": `${THEIRS} 403 404 200`,
};

let fleet: DemoFleet;
let portal: TestPortal;
const cookies = new Map<Who, string>();
/** Parameters of things that exist, all of the team `payments` or of the portal. */
const known: Record<string, string> = {};
const UNKNOWN: Readonly<Record<string, string>> = {
  ...{ cluster: "nowhere", namespace: "nothing", kind: "deployment", name: "nothing", team: "nobody" },
  ...{ environment: "nowhere", group: "nothing" },
  ...{ user: NOBODY, grant: "00000000-0000-7000-8000-000000000001" },
};

beforeAll(async () => {
  [fleet, portal] = await Promise.all([startDemoFleet({ scenario: "two-clusters" }), openTestPortal()]);
  const platform = await portal.signIn("pat", "platform");
  const pat = await platform.context();
  await saveEnvironment(pat, { slug: "production", name: "Production", rank: 2, isProduction: true });
  await saveClusterGroup(pat, { slug: "edge", name: "Edge", clusters: [] });
  await registerFleet(pat, fleet, () => "production");
  for (const slug of ["payments", "search"]) await createTeam(pat, { slug, name: slug });
  const people = {
    platform,
    newcomer: await portal.signIn("nina"),
    stranger: await portal.signIn("sam"),
    developer: await portal.signIn("dana"),
    manager: await portal.signIn("mona", "manager"),
  };
  for (const [who, person] of Object.entries(people)) cookies.set(who as Who, person.cookie);
  await addMember(pat, "payments", { email: "dana@example.com" });
  await addMember(pat, "search", { email: "sam@example.com" });
  const { prisma } = portal.runtime.db;
  const give = async (team: string, cluster: string) => {
    const subject = { kind: "team" as const, id: (await prisma.team.findUniqueOrThrow({ where: { slug: team } })).id };
    const target = {
      kind: "cluster" as const,
      id: (await prisma.cluster.findUniqueOrThrow({ where: { slug: cluster } })).id,
    };
    return await createGrant(pat, { subject, target, namespaces: [team], role: "developer", reason: "test" });
  };
  const grant = await give("payments", "alpha");
  await give("search", "beta");
  Object.assign(known, { cluster: "alpha", namespace: "payments", kind: "deployment", name: "payments-api" });
  Object.assign(known, { team: "payments", environment: "production", group: "edge" });
  Object.assign(known, { user: people.developer.userId, grant: grant.id });
  await vi.waitFor(
    async () => {
      const { body } = await people.developer.get("/api/workloads");
      const { items } = body as { items: { name: string }[] };
      expect(items.length).toBeGreaterThan(0);
      known.name = items[0]?.name ?? "";
    },
    { timeout: 90_000, interval: 100 },
  );
}, 120_000);
afterAll(async () => {
  await portal?.close();
  await fleet?.stop();
});

/** The time of the data, and with it the revision, are of the viewer's own clusters. */
const PER_REQUEST = new Set(["date", "x-request-id", "etag"]);
const nameOf = ({ method, path }: RouteContract) => `${method} ${path}`;

async function call(contract: RouteContract, who: Who, params: Record<string, string>) {
  const { query, body } = routeInput(nameOf(contract), known.user ?? "");
  const path = contract.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
  return await get(`${path}${search}`, who, { method: contract.method, body: JSON.stringify(body) });
}

/** The answer without what differs from one request to the next. */
async function get(path: string, who: Who, init: { method?: string; body?: string } = {}) {
  const headers = new Headers({ "x-wheelhouse": "1" });
  const cookie = cookies.get(who);
  if (cookie !== undefined) headers.set("cookie", cookie);
  if (init.body !== undefined) headers.set("content-type", "application/json");
  const answer = await fetch(`${portal.url}${path}`, { ...init, headers });
  const body = (await answer.text()).replace(/"requestId":"[^"]*"/, "").replaceAll(/"asOf":\d+/g, "");
  const kept = [...answer.headers]
    .filter(([name]) => !PER_REQUEST.has(name))
    .map(([name, value]) => [name, value.replaceAll(/'nonce-[^']*'/g, "'nonce'")]);
  return { status: answer.status, body: body.replace(/"revision":"[^"]*"/, ""), headers: Object.fromEntries(kept) };
}

/** What a stream says of each of some views, in their order; all of them must be refused. */
async function refusals(views: readonly string[], who: Who): Promise<unknown[]> {
  const stream = openTestStream(portal.url, cookies.get(who) ?? "", views);
  try {
    const answers = views.map((view) => stream.until(({ data }) => data.view === view, view));
    return (await Promise.all(answers)).map(({ event, data }) => ({ event, message: data.message }));
  } finally {
    stream.close();
  }
}

/** Engineers change nothing here: what they send goes to things that do not exist, or is refused as taken. */
function targetOf(contract: RouteContract, who: Who): Record<string, string> {
  return who === "platform" && contract.method !== "GET" ? { ...known, ...UNKNOWN } : known;
}

describe("every JSON route (matrix M1)", () => {
  test("stands in the table, and the table names no other", () => {
    expect(Object.keys(TABLE).sort()).toEqual(API_CONTRACTS.map(nameOf).sort());
  });

  test.each(API_CONTRACTS.map((contract) => [nameOf(contract), contract] as const))(
    "%s answers each person as the table says",
    async (route, contract) => {
      const row: number[] = [];
      for (const who of PEOPLE) row.push((await call(contract, who, targetOf(contract, who))).status);
      expect(row.join(" ")).toBe(TABLE[route]);
    },
  );
});

/** Narrowings of lists: what is foreign narrows like what does not exist. */
const FILTERS: readonly (readonly [path: string, foreign: string, unknown: string])[] = [
  ...["home", "apps", "workloads", "namespaces"].flatMap((list) => [
    [`/api/${list}?team=`, "payments", "nobody"] as const,
    [`/api/${list}?cluster=`, "alpha", "nowhere"] as const,
  ]),
  ["/api/audit?q=team:", "payments", "nobody"],
  ["/api/audit?q=cluster:", "alpha", "nowhere"],
  ["/api/grants?team=", "payments", "nobody"],
  ["/api/workloads?namespace=", "payments", "nothing"],
  ["/api/search?q=", "payments", "nobodyhasthisname"],
];

describe("what is foreign and what does not exist", () => {
  const withParams = API_CONTRACTS.filter((contract) => contract.params !== undefined);

  test.each(withParams.map((contract) => [nameOf(contract), contract] as const))(
    "have the same status, body and headers at %s",
    async (_, contract) => {
      for (const who of ["newcomer", "stranger", "manager"] as const) {
        const foreign = await call(contract, who, known);
        // A manager sees the sums of a cluster: it is not foreign to them.
        if (foreign.status < 400) continue;
        expect({ who, ...(await call(contract, who, { ...known, ...UNKNOWN })) }).toEqual({ who, ...foreign });
      }
    },
  );

  test("of one's own cluster too", async () => {
    const place = { ...known, cluster: "beta" };
    for (const contract of withParams.filter(({ path }) => path.includes("{namespace}"))) {
      const foreign = await call(contract, "stranger", place);
      expect(foreign.status).toBe(404);
      expect(await call(contract, "stranger", { ...place, namespace: "nothing", name: "nothing" })).toEqual(foreign);
    }
  });

  test("are refused by the live stream in the same words", async () => {
    const place = (values: Readonly<Record<string, string>>, ...names: string[]) =>
      new URLSearchParams(names.map((name) => [name, values[name] ?? ""]));
    const pairs = [
      { ...known, kind: "Deployment" },
      { ...UNKNOWN, kind: "Deployment" },
    ].map((values) => [
      `workload?${place(values, "cluster", "kind", "name", "namespace")}`,
      `namespace?${place(values, "cluster", "namespace")}`,
      `cluster?${place(values, "cluster")}`,
      ...["home", "apps", "workloads", "namespaces"].map((list) => `${list}?${place(values, "team")}`),
    ]);
    for (const who of ["newcomer", "stranger"] as const) {
      const told = await Promise.all(pairs.map((views) => refusals(views, who)));
      const refused = { event: "refused", message: expect.stringContaining("does not exist, or you do not have") };
      for (const list of told) expect({ who, list }).toEqual({ who, list: list.map(() => refused) });
      expect(told[0]).toEqual(told[1]);
    }
    expect((await get("/live?view=home", "anonymous")).status).toBe(401);
  });

  test.each(FILTERS)("narrow a list alike: %s", async (path, foreign, unknown) => {
    for (const who of ["newcomer", "stranger"] as const) {
      const answers = [foreign, unknown].map((value) => get(`${path}${value}`, who));
      const [one, other] = await Promise.all(answers);
      expect({ who, ...one }).toEqual({ who, ...other });
    }
  });
});
