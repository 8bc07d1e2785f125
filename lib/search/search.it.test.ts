import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import { testFleet, testMeta } from "#lib/access/testing-fleet";
import type { PortalRole } from "#lib/access/types";
import type { Context } from "#lib/context";
import type { NodeRow, PodRow } from "#lib/kubernetes/types/rows";
import { testDeployment, testJob, testOwner, testPod, testReplicaSet } from "#lib/workloads/testing-rows";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { contextOf } from "../../test/verb-context.ts";
import { search } from "./search.ts";

let db: TestDatabase;
/** A platform engineer, somebody who may list `ml` and is in one team, and somebody without anything. */
let people: { readonly pat: Context; readonly dana: Context; readonly nobody: Context };

const bareSet = testReplicaSet("ml", "lone-set");
const set = testReplicaSet("ml", "lone-web-1", testOwner(testDeployment("ml", "lone-web"), "Deployment"));
const cron = testJob("ml", "cron");

function rowsOf() {
  const pods: PodRow[] = [
    testPod("ml", "lone-pod"),
    testPod("ml", "lone-of-bare-set", testOwner(bareSet, "ReplicaSet")),
    testPod("ml", "lone-web-1-abc", testOwner(set, "ReplicaSet")),
    testPod("other", "lone-elsewhere"),
  ];
  return {
    Deployment: [testDeployment("ml", "lone-web")],
    ReplicaSet: [bareSet, set],
    Job: [testJob("ml", "finetune-xl"), testJob("ml", "finetune-run", testOwner(cron, "CronJob"))],
    Pod: pods,
    Node: [{ ...testMeta("", "gpu-node-1"), conditions: [], taints: [], roles: [] } as unknown as NodeRow],
  };
}

beforeAll(async () => {
  db = await openTestDatabase();
  const build = inventoryBuilder(db);
  const person = async (name: string, displayName: string, role?: PortalRole) => {
    const { id } = await build.user(name, role);
    return await db.prisma.user.update({ where: { id }, data: { displayName } });
  };
  const pat = await person("pat", "Pat Platform", "platform");
  const dana = await person("dana", "Dana Developer");
  const nobody = await person("noa", "Noa");
  const cluster = await build.cluster("gpu-west");
  const mine = await build.team("vision");
  await build.team("vision-secret");
  await build.member(dana.id, mine.id);
  await build.grant({ userId: dana.id, clusterId: cluster.id, namespaces: ["ml"] });
  for (let at = 0; at < 12; at++) await person(`crowd-${at}`, `Crowd ${at}`);
  const fleet = testFleet({ [cluster.id]: rowsOf() });
  const as = (id: string) => contextOf(db, id, { fleet });
  people = { pat: await as(pat.id), dana: await as(dana.id), nobody: await as(nobody.id) };
});
afterAll(() => db.close());

/** What somebody finds, as `kind name`. */
async function found(who: keyof typeof people, q: string): Promise<string[]> {
  const { items } = await search(people[who], { q });
  return items.map(({ kind, name }) => `${kind} ${name}`);
}

describe("the palette finds", () => {
  test("every workload that Apps lists: also Jobs and pods that nothing else stands for", async () => {
    expect(await found("dana", "finetune")).toEqual(["workload finetune-xl"]);
    expect(await found("dana", "lone")).toEqual([
      "workload lone-of-bare-set",
      "workload lone-pod",
      "workload lone-web",
    ]);
    const { items } = await search(people.dana, { q: "finetune-xl" });
    expect(items[0]).toMatchObject({ href: "/apps/gpu-west/ml/job/finetune-xl", detail: "Job · gpu-west / ml" });
  });

  test("nodes, for those who may list them", async () => {
    expect(await found("dana", "gpu-node")).toEqual([]);
    expect(await found("pat", "gpu-node")).toEqual(["node gpu-node-1"]);
    const { items } = await search(people.pat, { q: "gpu-node" });
    expect(items[0]).toMatchObject({ detail: "gpu-west", href: "/clusters/gpu-west?tab=nodes&node=gpu-node-1" });
  });

  test("teams that the person may open: their own, and all for platform engineers", async () => {
    expect(await found("dana", "vision")).toEqual(["team vision"]);
    expect(await found("pat", "vision")).toEqual(["team vision", "team vision-secret"]);
    expect((await search(people.dana, { q: "vision" })).items[0]).toMatchObject({ href: "/access/teams/vision" });
  });

  test("people by name and address, for those who manage accounts", async () => {
    expect(await found("pat", "developer")).toEqual(["person Dana Developer"]);
    expect(await found("pat", "dana dev")).toEqual(["person Dana Developer"]);
    expect(await found("dana", "developer")).toEqual([]);
    const { items } = await search(people.pat, { q: "noa@example.com" });
    expect(items).toMatchObject([
      { name: "Noa", detail: "noa@example.com", href: "/access/people?q=noa%40example.com" },
    ]);
  });

  test("a few of each sort, the exact name first", async () => {
    const crowd = await found("pat", "crowd");
    expect(crowd).toHaveLength(8);
    expect((await found("pat", "crowd 11"))[0]).toBe("person Crowd 11");
  });

  test("first the sort with the best fit: a cluster by its name before what only stands on it", async () => {
    expect((await found("pat", "gpu-west")).slice(0, 2)).toEqual(["cluster gpu-west", "workload finetune-xl"]);
  });

  test("the same for what is foreign as for what does not exist: nothing", async () => {
    for (const q of ["vision-secret", "gpu-node-1", "lone-elsewhere", "Dana Developer", "no-such-thing"])
      expect(await found("nobody", q)).toEqual([]);
    expect(await found("dana", "vision-secret")).toEqual(await found("dana", "no-such-thing"));
  });
});
