// Runs on both databases: `openTestPortal` uses what WHEELHOUSE_TEST_DATABASE names (see test/open-test-database.ts).
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Home } from "#lib/apps/schemas";
import { saveEnvironment } from "#lib/clusters/save-environment";
import type { Context } from "#lib/context";
import { createGrant } from "#lib/grants/create-grant";
import { revokeGrant } from "#lib/grants/revoke-grant";
import type { Told } from "#lib/live/testing-hub";
import type { Summary } from "#lib/summary/schemas";
import { addMember } from "#lib/teams/add-member";
import { createTeam } from "#lib/teams/create-team";
import type { WorkloadAnswer, WorkloadList, WorkloadYaml } from "#lib/workloads/schemas";
import { type DemoFleet, startDemoFleet } from "../demo/start-demo-fleet.ts";
import { openTestPortal, registerFleet, type TestPerson, type TestPortal } from "../test/open-test-portal.ts";
import { rawGet } from "../test/raw-request.ts";

let fleet: DemoFleet;
let portal: TestPortal;
let pat: Context;
let platform: TestPerson;
let dana: TestPerson;
const grants = new Map<string, string>();

async function grantTeam(
  team: string,
  cluster: string,
  namespaces: string[],
  role: "developer" | "viewer" = "developer",
) {
  const { prisma } = portal.runtime.db;
  const { id } = await prisma.team.findUniqueOrThrow({ where: { slug: team } });
  const target = {
    kind: "cluster" as const,
    id: (await prisma.cluster.findUniqueOrThrow({ where: { slug: cluster } })).id,
  };
  const grant = await createGrant(pat, { subject: { kind: "team", id }, target, namespaces, role, reason: "test" });
  grants.set(`${team} ${cluster}`, grant.id);
}

beforeAll(async () => {
  [fleet, portal] = await Promise.all([startDemoFleet({ scenario: "two-clusters" }), openTestPortal()]);
  platform = await portal.signIn("pat", "platform");
  pat = await platform.context();
  await saveEnvironment(pat, { slug: "production", name: "Production", rank: 2, isProduction: true });
  await saveEnvironment(pat, { slug: "staging", name: "Staging", rank: 1, isProduction: false });
  await registerFleet(pat, fleet, (slug) => (slug === "alpha" ? "staging" : "production"));
  for (const slug of ["payments", "search"]) await createTeam(pat, { slug, name: slug });
  dana = await portal.signIn("dana");
  await addMember(pat, "payments", { email: "dana@example.com", role: "member" });
  await grantTeam("payments", "alpha", ["payments"]);
  await grantTeam("payments", "beta", ["payments"]);
  await grantTeam("search", "alpha", ["search"]);
  await vi.waitFor(
    async () => {
      const { body } = await dana.get("/api/home");
      const home = body as Home;
      expect(home.freshness.map((one) => one.state)).toEqual(["live", "live"]);
      expect(home.items.map((app) => app.workloads.map((one) => one.ready))).toEqual([[2, 2]]);
    },
    { timeout: 90_000, interval: 100 },
  );
}, 120_000);
afterAll(async () => {
  await portal?.close();
  await fleet?.stop();
});

const upsertOf = (told: Told, fits: (row: Record<string, unknown>) => boolean) =>
  told.event === "patch" && (told.data.upserts as Record<string, unknown>[]).some(fits);

/** What `kubectl scale` does. */
function scale(cluster: string, name: string, replicas: number) {
  const { store, writer } = fleet.cluster(cluster);
  const deployment = store.get("deployments.apps", "payments", name);
  if (!deployment) throw new Error(`${cluster} has no ${name}`);
  writer.change("deployments.apps", deployment, (current) => ({
    ...current,
    spec: { ...(current.spec as object), replicas },
  }));
}

describe("a developer", () => {
  test("sees their applications over all clusters, and no name of anybody else's", async () => {
    const answers = await Promise.all(
      ["/api/home", "/api/apps", "/api/workloads", "/api/namespaces", "/api/search?q=api", "/api/me"].map((path) =>
        dana.get(path),
      ),
    );
    for (const { status, body, headers } of answers) {
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(JSON.stringify(body)).toContain(body instanceof Object && "teams" in body ? "dana" : "payments");
      expect(JSON.stringify(body)).not.toContain("search");
    }
    const home = answers[0]?.body as Home;
    expect(home.counts).toEqual({ apps: 1, clusters: 2, namespaces: 2, pods: 4 });
    expect(home.items[0]?.versions).toMatchObject([
      { environment: "staging", versions: ["1.1.0"], current: true },
      { environment: "production", versions: ["1.0.0"], current: false },
    ]);
  });

  test("cannot tell what is foreign from what does not exist", async () => {
    const paths = [
      ["/api/workloads/alpha/search/deployment/search-api", "/api/workloads/alpha/search/deployment/none"],
      ["/api/workloads/alpha/search/deployment/search-api", "/api/workloads/nowhere/search/deployment/search-api"],
      [
        "/api/workloads/alpha/search/deployment/search-api/yaml",
        "/api/workloads/alpha/none/deployment/search-api/yaml",
      ],
      ["/api/namespaces/alpha/search", "/api/namespaces/alpha/none"],
      ["/api/home?team=search", "/api/home?team=none"],
      ["/api/workloads?team=search", "/api/workloads?team=none"],
      ["/api/namespaces?team=search", "/api/namespaces?team=none"],
    ];
    for (const pair of paths) {
      const [foreign, unknown] = await Promise.all(pair.map((path) => dana.get(path)));
      expect([pair[0], foreign?.status, unknown?.status]).toEqual([pair[0], 404, 404]);
      const withoutId = (body: unknown) => JSON.stringify(body).replace(/"requestId":"[^"]+"/, "");
      expect(withoutId(foreign?.body)).toBe(withoutId(unknown?.body));
    }
    const narrowed = await dana.get("/api/workloads?cluster=nowhere");
    expect((narrowed.body as WorkloadList).items).toEqual([]);
  });

  test.each(["alpha/../deployment/x", "alpha/%2e%2e/deployment/x", "alpha/payments/deployment/..%2fx", "../../me/a/b"])(
    "has no names that climb out of their place: %s",
    async (path) => {
      const { status, text } = await rawGet(portal.url, `/api/workloads/${path}`, { cookie: dana.cookie });
      expect([status, JSON.parse(text).error.code]).toEqual([400, "bad_input"]);
    },
  );

  test("reads one workload with its pods, services, and the object as the cluster has it", async () => {
    const path = "/api/workloads/alpha/payments/deployment/payments-api";
    const { detail } = (await dana.get(path)).body as WorkloadAnswer;
    expect(detail.pods).toHaveLength(2);
    expect(detail.relations.map((one) => one.kind)).toContain("Service");
    expect(detail.siblings).toMatchObject([{ cluster: "beta", version: "1.0.0" }]);
    const yaml = (await platform.get(`${path}/yaml`)).body as WorkloadYaml;
    expect(yaml.yaml).toContain("kind: Deployment");
    expect(yaml.yaml).not.toContain("managedFields");
    expect(yaml.decidedBy).toBe("portal");
  });

  test("is answered 304 while nothing has changed for them", async () => {
    const get = (etag: string) => dana.get("/api/namespaces", { "if-none-match": etag });
    // The fleet lives: it may change between two questions, but not between all of them.
    await vi.waitFor(async () => {
      const first = await dana.get("/api/namespaces");
      const etag = first.headers.get("etag") ?? "";
      expect(etag).toBe(`"${(first.body as WorkloadList).revision}"`);
      expect(await get(etag)).toMatchObject({ status: 304, body: undefined });
    });
    expect((await get('"another"')).status).toBe(200);
  });
});

describe("a manager", () => {
  test("sees sums that add up, and nothing else", async () => {
    const max = await portal.signIn("max", "manager");
    const { status, body } = await max.get("/api/summary");
    const summary = body as Summary;
    expect(status).toBe(200);
    expect(summary.total).toMatchObject({ nodes: 4 });
    expect(summary.teams.map((team) => team.team)).toEqual(["payments", "search", undefined]);
    expect(summary.teams.reduce((sum, team) => sum + team.pods, 0)).toBe(summary.total.pods);
    expect(JSON.stringify(body)).not.toMatch(/payments-api|alpha-1/);
    expect((await max.get("/api/workloads")).body).toMatchObject({ items: [] });
    expect((await max.get("/api/workloads/alpha/payments/deployment/payments-api")).status).toBe(404);
    expect((await dana.get("/api/summary")).status).toBe(403);
  });
});

describe("the live stream", () => {
  test("begins where the page stood, and brings a change of the cluster without asking", async () => {
    const stream = dana.stream("workloads");
    await stream.until(({ event }) => event === "snapshot", "the snapshot");
    scale("alpha", "payments-api", 3);
    await stream.until((told) => upsertOf(told, (row) => row.desired === 3 && row.ready === 3), "three ready replicas");
    expect(JSON.stringify(stream.told)).not.toContain("search");
    stream.close();
  });

  test("keeps the rows of a cluster that stops answering, says so, and recovers", async () => {
    const stream = dana.stream("home");
    await stream.until(({ event }) => event === "snapshot", "the snapshot");
    await fleet.cluster("beta").stop();
    const isBeta = (state: string) => (told: Told) =>
      told.event === "state" &&
      (told.data.freshness as { slug: string; state: string }[]).some(
        (one) => one.slug === "beta" && one.state === state,
      );
    await stream.until(isBeta("stale"), "beta is stale");
    const home = (await dana.get("/api/home")).body as Home;
    expect(home.items[0]?.workloads.find((one) => one.cluster === "beta")).toMatchObject({ stale: true, ready: 2 });
    expect(home.items[0]?.verdict.sentence).toContain("`beta` has not answered");
    expect(home.failures).toMatchObject([{ slug: "beta", state: "stale" }]);
    await fleet.cluster("beta").start();
    // Reconnecting backs off up to half a minute, with jitter.
    await stream.until(isBeta("live"), "beta is back", 60_000);
    stream.close();
  }, 90_000);

  test("loses a revoked namespace within seconds, and gains it again", async () => {
    const stream = dana.stream("workloads?cluster=alpha");
    await stream.until(({ event }) => event === "snapshot", "the snapshot");
    const before = stream.told.length;
    await revokeGrant(pat, grants.get("payments alpha") ?? "");
    const emptied = await stream.until(
      (told) => told.event === "snapshot" && stream.told.indexOf(told) >= before,
      "a new snapshot",
    );
    expect(emptied.data.answer).toMatchObject({ items: [] });
    await grantTeam("payments", "alpha", ["payments"]);
    await stream.until((told) => JSON.stringify(told.data.answer ?? {}).includes("payments-api"), "the rows again");
    stream.close();
  });

  test("refuses views that are not this person's, and names that are none", async () => {
    const stream = dana.stream("summary", "home?team=search", "home?team=none", "secrets");
    await stream.until(() => stream.told.length === 4, "four refusals");
    expect(stream.told.map(({ event }) => event)).toEqual(["refused", "refused", "refused", "refused"]);
    expect(stream.told[1]?.data.message).toBe(stream.told[2]?.data.message);
    stream.close();
  });

  test("ends when the session does, and takes nobody without one", async () => {
    const eve = await portal.signIn("eve");
    const stream = eve.stream("home");
    await stream.until(({ event }) => event === "snapshot", "the snapshot");
    const { prisma } = portal.runtime.db;
    await prisma.userSession.updateMany({ where: { userId: eve.userId }, data: { revokedAt: new Date() } });
    await prisma.user.update({ where: { id: eve.userId }, data: { accessEpoch: { increment: 1 } } });
    await stream.until((told) => told.event === "bye" && told.data.reason === "signed-out", "the goodbye");
    await vi.waitFor(() => expect(stream.ended()).toBe(true));
    const answer = await fetch(`${portal.url}/live?view=home`);
    expect(answer.status).toBe(401);
  });
});

describe("operations", () => {
  const get = (path: string, headers = {}) => fetch(`${portal.url}${path}`, { headers });

  test("say that the process lives and serves, whatever the clusters do", async () => {
    expect((await get("/healthz")).status).toBe(200);
    await fleet.cluster("alpha").stop();
    expect((await get("/readyz")).status).toBe(200);
    await fleet.cluster("alpha").start();
    portal.runtime.ready = false;
    expect((await get("/readyz")).status).toBe(503);
    expect((await get("/healthz")).status).toBe(200);
    portal.runtime.ready = true;
  });

  test("give figures on loopback, but not by way of a proxy with a public name", async () => {
    const text = await (await get("/metrics")).text();
    for (const name of [
      "wheelhouse_http_request_seconds",
      "wheelhouse_live_streams",
      "wheelhouse_fleet_clusters",
      "process_cpu",
    ]) {
      expect(text).toContain(name);
    }
    expect(text).toMatch(/wheelhouse_cache_rows\{kind="Pod"\} \d+/);
    const proxied = await rawGet(portal.url, "/metrics", {
      host: "portal.example.com",
      "x-forwarded-for": "192.0.2.1",
    });
    expect(proxied.status).toBe(404);
    expect(proxied.text).not.toContain("wheelhouse_");
  });

  test.each(["/", "/api/me", "/live?view=home"])("refuse a foreign Host at %s", async (path) => {
    const headers = { cookie: dana.cookie };
    const foreign = await rawGet(portal.url, path, { ...headers, host: "portal.example.com" });
    expect(foreign).toMatchObject({ status: 400, text: expect.stringContaining("This host is not served.") });
  });

  test("set the headers of every answer", async () => {
    const page = await get("/");
    expect(page.headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const policies = await Promise.all([get("/"), get("/")]);
    const [one, two] = policies.map((answer) => answer.headers.get("content-security-policy"));
    expect(one).not.toBe(two);
  });
});
