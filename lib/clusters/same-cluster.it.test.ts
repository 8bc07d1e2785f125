import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { checkContext } from "./check-context.ts";
import { inspectKubeconfig } from "./inspect-kubeconfig.ts";
import { registerCluster } from "./register-cluster.ts";
import { rotateCredential } from "./rotate-credential.ts";
import { saveEnvironment } from "./save-environment.ts";

let bench: InventoryBench;

const own = () => {
  const [cluster] = bench.demo.clusters;
  if (!cluster) throw new Error("no demo cluster");
  return cluster;
};

beforeAll(async () => {
  bench = await openInventoryBench("pods:5", 1);
  await saveEnvironment(bench.pat, { slug: "staging", name: "Staging", rank: 1 });
});
beforeEach(async () => {
  await bench.db.prisma.cluster.deleteMany();
  const { kubeconfig, slug } = own();
  const place = { environment: "staging", slug: "first", displayName: "First" };
  await registerCluster(bench.pat, { kubeconfig, context: slug, ...place });
});
afterAll(() => bench.close());

/** As clusters are registered whose credential may not read the kube-system namespace. */
const forgetUid = () => bench.db.prisma.cluster.updateMany({ data: { kubeSystemUid: null } });

describe("a cluster that was registered by a credential that cannot read its uid", () => {
  it("is recognised by its address when a wider credential comes", async () => {
    await forgetUid();
    const { adminKubeconfig: kubeconfig } = own();
    const { contexts } = await inspectKubeconfig(bench.pat, { kubeconfig });
    const context = contexts[0]?.name ?? "";
    expect(await checkContext(bench.pat, { kubeconfig, context })).toMatchObject({
      usable: false,
      registeredAs: "first",
    });
    const place = { environment: "staging", slug: "second", displayName: "Second" };
    await expect(registerCluster(bench.pat, { kubeconfig, context, ...place })).rejects.toMatchObject({
      code: "bad_input",
      fields: [{ field: "context", rule: expect.stringContaining("first") }],
    });
    expect(await bench.db.prisma.cluster.count()).toBe(1);
  });

  it("does not take a credential that proves it to be a cluster registered under another address", async () => {
    const first = await bench.db.prisma.cluster.findFirstOrThrow();
    await forgetUid();
    const { id: _, caBundle, ...rest } = first;
    const twin = { ...rest, slug: "twin", server: "https://twin.example:6443", id: crypto.randomUUID(), caBundle };
    await bench.db.prisma.cluster.create({ data: twin });
    const rotation = rotateCredential(bench.pat, "first", { kubeconfig: own().adminKubeconfig });
    await expect(rotation).rejects.toMatchObject({
      code: "conflict",
      message: "This is the cluster that is registered as twin. Remove one of the two.",
    });
    const credentials = await bench.db.prisma.clusterCredential.findMany();
    expect(credentials.map(({ status }) => status)).toEqual(["active"]);
  });
});
