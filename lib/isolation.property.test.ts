import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WORLD_NAMESPACES, WORLD_NOW, type World, type WorldUser, worldArbitrary } from "#lib/access/testing-world";
import type { Home } from "#lib/apps/schemas";
import type { ClusterDetail, ClusterList } from "#lib/clusters/schemas";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import type { NamespaceDetail, NamespaceList } from "#lib/namespaces/schemas";
import { search } from "#lib/search/search";
import type { Summary } from "#lib/summary/schemas";
import { getWorkloadYaml } from "#lib/workloads/get-workload-yaml";
import type { WorkloadAnswer, WorkloadList } from "#lib/workloads/schemas";
import { type Asking, asking, same } from "../test/isolation/asking.ts";
import { checkInventory } from "../test/isolation/check-inventory.ts";
import { FAILING, type MarkedPortal, NARROW_CLUSTER, openMarkedPortal } from "../test/isolation/marked-portal.ts";
import { LISTED_KINDS, markOf, POD_USE, SECRET_WORDS, SHARED_APP } from "../test/isolation/marked-rows.ts";
import { TEAMS } from "../test/isolation/memory-inventory.ts";
import { leaksOf, type Model, modelOf } from "../test/isolation/model.ts";

/** A tenth of what the cheap properties of lib/access run: here every verb runs for every person. */
const RUNS = Math.ceil(Number(process.env.WHEELHOUSE_PROPERTY_RUNS ?? 2_000) / 10);
const CLUSTERS = ["c1", "c2", "c3"];

async function checkLists({ view }: Asking, model: Model, world: World): Promise<void> {
  const places = model.places("Pod");
  const namespaces = (await view<NamespaceList>("namespaces")).answer;
  same(namespaces?.items.map((row) => `${row.cluster}/${row.namespace}`).sort(), places.toSorted(), "namespaces");
  const workloads = (await view<WorkloadList>("workloads")).answer;
  same(workloads?.items.length, places.length * LISTED_KINDS.length, "workloads");
  same(workloads?.freshness.map(({ clusterId }) => clusterId).sort(), [...model.clusters].sort(), "clusters in view");
  const apps = (await view<{ items: Home["items"] }>("apps")).answer;
  same(apps?.items.find(({ name }) => name === SHARED_APP)?.workloads.length, places.length || undefined, "siblings");
  const home = (await view<Home>("home")).answer;
  const counts = { clusters: model.clusters.length, namespaces: places.length, pods: places.length };
  const apart = places.length * (LISTED_KINDS.length - 1);
  same(home?.counts, { apps: apart + Math.min(1, places.length), ...counts }, "home");
  const narrow = workloads?.freshness.find(({ clusterId }) => clusterId === NARROW_CLUSTER);
  const failing = (world.namespaces[NARROW_CLUSTER] ?? []).filter((name) => FAILING.includes(name));
  const stale = failing.some((name) => model.may(NARROW_CLUSTER, name, "Pod"));
  if (narrow && narrow.state !== "forbidden") same(narrow.state, stale ? "stale" : "live", "freshness");
}

async function checkSearch(ctx: Context, { ask }: Asking, model: Model): Promise<void> {
  const places = model.places("Deployment").length;
  const found = (await ask("search", () => search(ctx, { q: "mark deployment" }))).answer;
  same(found?.items.length, Math.min(8, places), "search for workloads");
  await ask("search", () => search(ctx, { q: "mark" }));
  const others = { person: model.platform ? ["mark-person-u1", "mark-person-u2", "mark-person-u3"] : [] };
  const nodes = model.clusters.filter((id) => model.may(id, "", "Node")).map((id) => `node-of-${id}`);
  for (const [kind, wanted] of Object.entries({ ...others, team: TEAMS.filter(model.mayOpen), node: nodes })) {
    const hits = (await ask("search", () => search(ctx, { q: `${kind}-` }))).answer?.items ?? [];
    same(
      hits
        .filter((hit) => hit.kind === kind)
        .map(({ name }) => name)
        .sort(),
      wanted,
      `search for a ${kind}`,
    );
  }
  for (const namespace of WORLD_NAMESPACES) {
    const named = (await ask("search", () => search(ctx, { q: namespace }))).answer?.items ?? [];
    const exact = named.filter(({ kind, name }) => kind === "namespace" && name === namespace);
    const wanted = model.places("Namespace").filter((place) => place.endsWith(`/${namespace}`));
    same(exact.map(({ detail, name }) => `${detail}/${name}`).sort(), wanted.sort(), "search for namespaces");
  }
}

async function checkClusters({ view }: Asking, model: Model, world: World): Promise<void> {
  const list = (await view<ClusterList>("clusters")).answer;
  if (!model.active) return same(list, undefined, "clusters of somebody suspended");
  same(list?.items.map(({ slug }) => slug).sort(), [...model.clusters].sort(), "clusters");
  for (const row of list?.items ?? []) {
    const counted = (namespace: string) =>
      model.summarises ? model.sums(row.id, namespace) : model.may(row.id, namespace, "Pod");
    same(row.pods, (world.namespaces[row.id] ?? []).filter(counted).length, `pods of ${row.id}`);
    same(row.nodes, model.summarises && model.nodeSums(row.id) ? 1 : undefined, `nodes of ${row.id}`);
    const detail = (await view<ClusterDetail>("cluster", { cluster: row.slug })).answer;
    const mine = model.places("Namespace").filter((place) => place.startsWith(`${row.id}/`));
    same(detail?.namespaces.map(({ name }) => `${row.id}/${name}`).sort(), mine.sort(), `namespaces of ${row.id}`);
    same(detail?.items.length, model.may(row.id, "", "Node") ? 1 : 0, `node rows of ${row.id}`);
  }
}

async function checkSummary({ view }: Asking, model: Model, world: World): Promise<void> {
  const { answer, problem } = await view<Summary>("summary");
  same(problem?.status, model.summarises ? undefined : 403, "summary");
  for (const row of answer?.items ?? []) {
    const counted = (world.namespaces[row.key] ?? []).filter((namespace) => model.sums(row.key, namespace)).length;
    same([row.pods, row.namespaces], [counted, counted], `sums of ${row.key}`);
    same(row.nodes, model.nodeSums(row.key) ? 1 : undefined, `node sums of ${row.key}`);
    if (row.metrics.state === "forbidden") continue;
    same([row.cpu.used, row.memory.used], [counted * POD_USE.cpu, counted * POD_USE.memory], `use of ${row.key}`);
  }
  // Not even to those who may know them by another way.
  expect(JSON.stringify(answer ?? {})).not.toMatch(/mark-/);
}

type Place = { readonly cluster: string; readonly namespace: string };
const PLACES: readonly Place[] = CLUSTERS.flatMap((cluster) =>
  WORLD_NAMESPACES.map((namespace) => ({ cluster, namespace })),
);

async function checkDetails(
  ctx: Context,
  asked: Asking,
  model: Model,
  portal: { world: World; places: readonly Place[] },
) {
  const { world, places } = portal;
  const question = async (cluster: string, namespace: string, name: string) => {
    const ref = { cluster, namespace, kind: "Deployment" as const, name };
    const workload = await asked.view<WorkloadAnswer>("workload", ref);
    const space = await asked.view<NamespaceDetail>("namespace", { cluster, namespace });
    const yaml = await asked.ask("yaml", () => getWorkloadYaml(ctx, ref));
    return { workload, space, yaml };
  };
  const unknown = await question("none", "none", "none");
  const noCluster = await asked.view("cluster", { cluster: "none" });
  for (const cluster of CLUSTERS.filter((id) => !model.clusters.includes(id)))
    same(await asked.view("cluster", { cluster }), noCluster, cluster);
  for (const { cluster, namespace } of places) {
    const exists = world.namespaces[cluster]?.includes(namespace) && world.clusters.some(({ id }) => id === cluster);
    const { workload, space, yaml } = await question(cluster, namespace, markOf(cluster, namespace, "Deployment"));
    if (!exists || !model.may(cluster, namespace, "Deployment")) {
      same({ workload, space, yaml }, unknown, `${cluster}/${namespace}`);
      continue;
    }
    const others = model.places("Deployment").length - 1;
    same(workload.answer?.detail.siblings.length, others, "siblings");
    same(
      workload.answer?.detail.pods.map(({ used }) => used),
      [model.may(cluster, namespace, "PodMetrics") ? POD_USE : undefined],
      "pods and their use",
    );
    const secrets = model.may(cluster, namespace, "Secret") ? 1 : 0;
    same(workload.answer?.detail.config.secrets.length, secrets, "secrets of the workload");
    same(space.answer?.config.secrets.length, secrets, "secrets of the namespace");
    same(space.answer?.items.length, LISTED_KINDS.length, "workloads of the namespace");
    same(yaml.answer, undefined, "yaml of a cluster that refuses");
  }
}

/** The team picker: another team's name answers like one that does not exist. */
async function checkTeams({ view }: Asking, user: WorldUser): Promise<void> {
  for (const name of ["home", "apps", "workloads", "namespaces"]) {
    const unknown = await view(name, { team: "no-such-team" });
    for (const team of ["team-pay", "team-shop"]) {
      const mine = user.portalRole !== "member" || user.memberships.some(({ teamId }) => teamId === team);
      const answer = await view(name, { team });
      if (user.status !== "active" || !mine) same(answer, unknown, `${name} of ${team}`);
    }
  }
}

/** Everything that is asked for one person. */
async function checkPerson(portal: MarkedPortal, user: WorldUser, places: readonly Place[]): Promise<void> {
  const { world } = portal;
  const ctx = portal.contextOf(user);
  const model = modelOf(world, user, portal.clock.now());
  const asked = asking(ctx, model);
  await checkLists(asked, model, world);
  await checkSearch(ctx, asked, model);
  await checkClusters(asked, model, world);
  await checkSummary(asked, model, world);
  await checkDetails(ctx, asked, model, { world, places });
  await checkTeams(asked, user);
  await checkInventory({ ctx, asked, model, world, user }, places);
}

/** Somebody who may list what is in `nsq` on c1, and knows of nothing else. */
const NARROW_WORLD: World = {
  clusters: CLUSTERS.map((id) => ({ id, environmentId: "env-staging", groupIds: [] })),
  users: [{ id: "u1", portalRole: "member", status: "active", memberships: [] }],
  grants: [
    {
      ...{ id: "g0", subject: { kind: "user", id: "u1" }, targetKind: "cluster", targetId: "c1", namespaces: ["nsq"] },
      ...{ role: "viewer", startsAt: 0, expiresAt: undefined, revoked: false },
    },
  ],
  namespaces: { c1: ["nsq", "nsqx"], c2: ["nsq"], c3: ["nsqx"] },
};

describe("what the properties call a leak", () => {
  const model = modelOf(NARROW_WORLD, NARROW_WORLD.users[0] as WorldUser, WORLD_NOW);
  const DIGEST = "c3_UCx689klx9ugrfERGqW";

  test("is not a digest that holds a name by chance", () => {
    expect(leaksOf(`"revision":"${DIGEST}"`, model)).toEqual([]);
    expect(leaksOf(JSON.stringify({ text: JSON.stringify({ revision: "-nsqx_c2_UCx689klx9ugr" }) }), model)).toEqual(
      [],
    );
  });

  const foreign = markOf("c3", "nsqx", "Deployment");
  test.each([
    ["a row", { items: [{ key: "uid", name: foreign }], revision: DIGEST }, [foreign]],
    ["the place of a row", { items: [{ cluster: "c3", namespace: "nsqx" }], revision: DIGEST }, ["nsqx", "c3"]],
    ["an error", { error: { code: "not_found", message: "`nsqx` on c2 is not there." } }, ["nsqx", "c2"]],
    ["the name of a count", { counts: { c2: 4 }, revision: DIGEST }, ["c2"]],
    ["a message", { freshness: [{ message: `${SECRET_WORDS}: no route to c3` }] }, [SECRET_WORDS, "c3"]],
    ["a text in a text", { body: JSON.stringify({ revision: DIGEST, namespace: "nsqx" }) }, ["nsqx"]],
    ["what is beside a _", { deletes: ["uid_c3"], revision: DIGEST }, ["c3"]],
    ["a line of its own", { message: "Not found:\nnsqx\n" }, ["nsqx"]],
    ["a revision that is none", { revision: "nsqx", detail: { revision: foreign } }, [foreign, "nsqx"]],
  ])("is a foreign name in %s", (_, answer, leaks) => {
    expect(leaksOf(JSON.stringify(answer), model)).toEqual(leaks);
    const patch = `event: patch\ndata: {"view":"home","revision":"${DIGEST}","upserts":[${JSON.stringify(answer)}]}\n\n`;
    expect(leaksOf(patch, model)).toEqual(leaks);
  });

  const tooMuch = { key: "k", name: foreign, cluster: "c3", namespace: "nsqx" };
  test.each<[string, string, (answer: { items: object[]; counts: { pods: number } }) => void]>([
    ["a foreign row", "workloads", ({ items }) => items.push(tooMuch)],
    ["a foreign name in a row of theirs", "apps", ({ items }) => Object.assign(items[0] ?? {}, { text: "nsqx" })],
    ["a count of one too many", "home", ({ counts }) => Object.assign(counts, { pods: counts.pods + 1 })],
    ["a row of theirs that is missing", "namespaces", ({ items }) => items.pop()],
  ])("is noticed when a portal answers with %s", async (_, name, spoil) => {
    const portal = openMarkedPortal(NARROW_WORLD);
    const read = async (ctx: Context, view: string, params: unknown) => {
      const reading = await portal.hub.read(ctx, view, params);
      if (view !== name) return reading;
      const answer = JSON.parse(reading.body.toString());
      spoil(answer);
      return { ...reading, answer, body: Buffer.from(JSON.stringify(answer)) };
    };
    const [user = expect.fail()] = NARROW_WORLD.users;
    await checkPerson(portal, user, PLACES);
    Object.assign(portal.runtime, { live: { ...portal.hub, read } });
    await expect(checkPerson(portal, user, PLACES)).rejects.toThrow(/expected/);
    portal.hub.drain();
  });

  test("is noticed in the error of a portal", async () => {
    const portal = openMarkedPortal(NARROW_WORLD);
    const read = () => Promise.reject(failure("not_found", "There is no `nsqx`."));
    Object.assign(portal.runtime, { live: { ...portal.hub, read } });
    const [user = expect.fail()] = NARROW_WORLD.users;
    await expect(checkPerson(portal, user, PLACES)).rejects.toThrow(/shows nsqx/);
    portal.hub.drain();
  });

  test("is none of what they may know", () => {
    const mine = { cluster: "c1", namespace: "nsq", name: markOf("c1", "nsq", "Deployment"), revision: DIGEST };
    expect(leaksOf(JSON.stringify(mine), model)).toEqual([]);
    expect(leaksOf(JSON.stringify({ ...mine, secrets: [markOf("c1", "nsq", "Secret")] }), model)).toHaveLength(1);
  });
});

describe(`for ${RUNS} random portals, every view and verb`, { timeout: 600_000 + RUNS * 500 }, () => {
  test("shows rows, counts and errors of the grants and nothing else, to every person", async () => {
    let people = 0;
    const some = fc.shuffledSubarray([...PLACES], { minLength: 5, maxLength: 5 });
    const property = fc.asyncProperty(worldArbitrary, some, async (world, places) => {
      const portal = openMarkedPortal(world);
      for (const user of world.users) {
        await checkPerson(portal, user, places);
        people += 1;
      }
      portal.hub.drain();
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(people).toBe(RUNS * 3);
  });
});
