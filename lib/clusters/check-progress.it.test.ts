import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { checkContext } from "./check-context.ts";
import { diagnoseCluster } from "./diagnose-cluster.ts";
import { getCluster } from "./get-cluster.ts";
import { registerCluster } from "./register-cluster.ts";
import { saveEnvironment } from "./save-environment.ts";
import type { DiagnosisStep } from "./schemas.ts";

let bench: InventoryBench;
let pat: Context;
let cluster: InventoryBench["demo"]["clusters"][number];

beforeAll(async () => {
  bench = await openInventoryBench("pods:10");
  pat = bench.pat;
  const [first] = bench.demo.clusters;
  if (first === undefined) throw new Error("There is no demo cluster.");
  cluster = first;
});
afterAll(() => bench.close());
afterEach(() => cluster.clearFault());

const upload = () => ({ kubeconfig: cluster.kubeconfig, context: cluster.slug });

const waitFor = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const isOpen = ({ state }: DiagnosisStep) => state === "pending" || state === "running";

/** A context whose caller leaves when the test says so. */
function leaving() {
  const gone = new AbortController();
  return { ctx: { ...pat, signal: gone.signal }, leave: () => gone.abort(failure("client_closed")) };
}

const outcomeOf = (action: string) =>
  bench.db.prisma.auditEvent.findFirstOrThrow({ where: { action, phase: "outcome" }, orderBy: { seq: "desc" } });

describe("checking a context", () => {
  it("tells of each step before the end: all to come, then running, then its verdict", async () => {
    const states = new Map<string, string[]>();
    const checked = await checkContext(pat, upload(), ({ id, state }) => {
      states.set(id, [...(states.get(id) ?? []), state]);
    });
    expect([...states.keys()]).toEqual(checked.diagnosis.steps.map((step) => step.id));
    for (const step of checked.diagnosis.steps) expect(states.get(step.id)).toEqual(["pending", "running", step.state]);
  });

  it("has told what is known while the server takes its time with the rest", async () => {
    await cluster.setFault({ kind: "no-answer", match: { path: "/apis/metrics.k8s.io/v1beta1/pods" } });
    const seen = new Map<string, DiagnosisStep>();
    const { ctx, leave } = leaving();
    const checking = checkContext(ctx, upload(), (step) => seen.set(step.id, step));
    const open = () => [...seen.values()].filter(isOpen).map(({ id, state }) => ({ id, state }));
    await waitFor(() => expect(open()).toEqual([{ id: "metrics", state: "running" }]));
    leave();
    await expect(checking).rejects.toMatchObject({ code: "client_closed" });
  });

  it("stops when its caller leaves, closes its connection, and says so in the audit", async () => {
    await cluster.setFault({ kind: "no-answer" });
    const { ctx, leave } = leaving();
    const checking = checkContext(ctx, upload(), ({ state }) => state === "running" && leave());
    await expect(checking).rejects.toMatchObject({ code: "client_closed" });
    expect(await outcomeOf("cluster.check")).toMatchObject({ result: "failed", detail: { error: "client_closed" } });
  });
});

describe("diagnosing a cluster", () => {
  const diagnosis = async () => (await getCluster(pat, cluster.slug)).platform?.diagnosis;

  it("shows a running step to everybody, and keeps what is known of the credential until there is something newer", async () => {
    await saveEnvironment(pat, { slug: "production", name: "Production", rank: 2, isProduction: true });
    await registerCluster(pat, { ...upload(), environment: "production", displayName: "One", slug: cluster.slug });
    await waitFor(() => expect(bench.fleet.clusters().length).toBe(1));
    const before = await diagnosis();
    expect(before?.canImpersonate).toBe(true);
    await cluster.setFault({ kind: "no-answer", match: { path: "/version" } });
    const { ctx, leave } = leaving();
    const running = diagnoseCluster(ctx, cluster.slug);
    await waitFor(async () => expect((await diagnosis())?.steps[0]).toMatchObject({ state: "running" }));
    const meanwhile = await diagnosis();
    expect(meanwhile).toMatchObject({ canImpersonate: true, permissions: before?.permissions });
    expect(meanwhile?.finishedAt).toBeUndefined();
    leave();
    await expect(running).rejects.toMatchObject({ code: "client_closed" });
  });

  it("that was cancelled keeps what was found out and says of the rest that it was not", async () => {
    const after = await diagnosis();
    expect(after?.finishedAt).toBeGreaterThan(0);
    expect(after?.canImpersonate).toBe(true);
    expect(after?.steps).toHaveLength(13);
    expect(after?.steps[0]).toMatchObject({ state: "unknown", sentence: "Cancelled." });
    expect(await outcomeOf("cluster.diagnose")).toMatchObject({ result: "failed", detail: { error: "client_closed" } });
  });

  it("can be run again", async () => {
    const again = await diagnoseCluster(pat, cluster.slug);
    expect(again.steps.filter(isOpen)).toEqual([]);
    expect(await diagnosis()).toEqual(again);
  });
});
