import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { clusterRole } from "../../demo/rbac/default-roles.ts";
import type { KubeObject } from "../../demo/types/object.ts";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { abortRotation } from "./abort-rotation.ts";
import { diagnoseCluster } from "./diagnose-cluster.ts";
import { finishRotation } from "./finish-rotation.ts";
import { getCluster } from "./get-cluster.ts";
import { importLocalKubeconfig } from "./import-local-kubeconfig.ts";
import { pauseCluster } from "./pause-cluster.ts";
import { registerCluster } from "./register-cluster.ts";
import { rotateCredential } from "./rotate-credential.ts";
import { saveEnvironment } from "./save-environment.ts";

let bench: InventoryBench;
let pat: Context;
let cluster: InventoryBench["demo"]["clusters"][number];

/** A credential that may impersonate nobody, and one that may do everything. */
const narrow = () => cluster.kubeconfig;
const wide = () => cluster.adminKubeconfig;
const SLOW = { kind: "no-answer", match: { path: "/apis/metrics.k8s.io/v1beta1/pods" } } as const;

const waitFor = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const diagnosis = async () => (await getCluster(pat, cluster.slug)).platform?.diagnosis;
const kept = async () => {
  const rows = await bench.db.prisma.clusterCredential.findMany({ orderBy: { createdAt: "asc" } });
  return rows.map(({ kind, status }) => `${kind} ${status}`);
};

async function register(kubeconfig: string): Promise<void> {
  const place = { environment: "production", displayName: "One", slug: cluster.slug };
  await registerCluster(pat, { kubeconfig, context: cluster.slug, ...place });
}

beforeAll(async () => {
  bench = await openInventoryBench("pods:5");
  pat = bench.pat;
  const [first] = bench.demo.clusters;
  if (first === undefined) throw new Error("There is no demo cluster.");
  cluster = first;
  const key = "clusterroles.rbac.authorization.k8s.io";
  const role = cluster.store.get(key, undefined, "wheelhouse-impersonator") as KubeObject;
  const { metadata: _, ...rest } = clusterRole("wheelhouse-impersonator", []);
  cluster.writer.change(key, role, (current) => ({ ...current, ...rest }));
  await saveEnvironment(pat, { slug: "production", name: "Production", rank: 2, isProduction: true });
});
beforeEach(async () => {
  await bench.db.prisma.cluster.deleteMany();
  await bench.reconciler.reconcile();
});
afterEach(() => cluster.clearFault());
afterAll(() => bench.close());

describe("rotating a credential", () => {
  it("finds out what the new one can do, tells of each step, and keeps it with the credential", async () => {
    await register(narrow());
    expect((await diagnosis())?.canImpersonate).toBe(false);
    const told = new Map<string, string>();
    const rotated = await rotateCredential(pat, cluster.slug, { kubeconfig: wide() }, ({ id, state }) =>
      told.set(id, state),
    );
    expect(rotated.diagnosis.canImpersonate).toBe(true);
    expect([...told.values()]).toEqual(rotated.diagnosis.steps.map(({ state }) => state));
    expect(await diagnosis()).toEqual(rotated.diagnosis);
    await finishRotation(pat, cluster.slug);
    expect(await diagnosis()).toEqual(rotated.diagnosis);
  });

  it("finds out, too, that the new one can do less", async () => {
    await register(wide());
    expect((await diagnosis())?.canImpersonate).toBe(true);
    await rotateCredential(pat, cluster.slug, { kubeconfig: narrow() });
    expect((await diagnosis())?.canImpersonate).toBe(false);
  });

  it("that is cancelled changes nothing", async () => {
    await register(narrow());
    const before = await diagnosis();
    await cluster.setFault(SLOW);
    const gone = new AbortController();
    const ctx = { ...pat, signal: gone.signal };
    const rotation = rotateCredential(ctx, cluster.slug, { kubeconfig: wide() }, ({ id, state }) => {
      if (id === "metrics" && state === "running") gone.abort(failure("client_closed"));
    });
    await expect(rotation).rejects.toMatchObject({ code: "client_closed" });
    expect(await kept()).toEqual(["token active"]);
    expect(await diagnosis()).toEqual(before);
  });

  it("is not overtaken by a diagnosis of the credential before", async () => {
    await register(narrow());
    await waitFor(() => expect(bench.fleet.clusters().length).toBe(1));
    await cluster.setFault(SLOW);
    const old = diagnoseCluster(pat, cluster.slug);
    const metrics = async () => (await diagnosis())?.steps.find(({ id }) => id === "metrics")?.state;
    await waitFor(async () => expect(await metrics()).toBe("running"));
    await cluster.clearFault();
    const rotated = await rotateCredential(pat, cluster.slug, { kubeconfig: wide() });
    await old;
    expect(await diagnosis()).toEqual(rotated.diagnosis);
  });
});

describe("undoing a rotation", () => {
  it("finds out anew what the previous credential can do", async () => {
    await register(narrow());
    await rotateCredential(pat, cluster.slug, { kubeconfig: wide() });
    await abortRotation(pat, cluster.slug);
    expect(await kept()).toEqual(["token active"]);
    expect(await diagnosis()).toMatchObject({ canImpersonate: false, finishedAt: expect.any(Number) });
  });

  it("of a cluster that is paused forgets what was known of the newer one", async () => {
    await register(narrow());
    await rotateCredential(pat, cluster.slug, { kubeconfig: wide() });
    await pauseCluster(pat, cluster.slug);
    await abortRotation(pat, cluster.slug);
    expect(await kept()).toEqual(["token active"]);
    expect(await diagnosis()).toBeUndefined();
  });
});

it("a new credential in the operator's own file comes with what it can do", async () => {
  const take = (text: string) => importLocalKubeconfig(pat, { text, allowExec: false });
  await take(narrow());
  const known = () => bench.db.prisma.clusterStatus.findFirstOrThrow({ select: { diagnosis: true } });
  expect((await known()).diagnosis).toMatchObject({ canImpersonate: false });
  await take(wide());
  expect((await known()).diagnosis).toMatchObject({ canImpersonate: true });
});
