import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { onCluster } from "../support/cluster-admin.ts";
import { expect, test } from "../support/test.ts";

type Home = {
  counts: { apps: number; clusters: number; pods: number };
  items: { name: string; verdict: { level: string; sentence: string } }[];
};

/** Worst first. */
const LEVELS = ["failing", "degraded", "unknown", "progressing", "idle", "healthy"];

test("Home lists a developer's applications worst first, with why and which version runs where", async ({
  openAs,
  apiAs,
}) => {
  const page = await openAs("developer", "/");
  const apps = new DataList(page, "Applications");
  // Between two kills the container runs for a while.
  await expect(apps.row("checkout-api")).toContainText(/[23] of 3 replicas ready: container api was OOM-killed/);
  await expect(apps.row("ledger-writer")).toContainText("cannot be pulled: not found in the registry");
  await expect(apps.row("invoice-render")).toContainText("quota team-quota allows 6 CPU");
  await expect(apps.row("checkout-api").getByRole("cell", { name: "2.14.0" }).first()).toBeVisible();
  await expect(apps.table.getByRole("columnheader")).toContainText(["Staging", "Production", "Edge"]);
  const api = await apiAs("developer");
  await expect
    .poll(async () => {
      const home = (await (await api.get("/api/home")).json()) as Home;
      const rank = (name: string) => LEVELS.indexOf(home.items.find((app) => app.name === name)?.verdict.level ?? "");
      const ranks = (await apps.names()).map(rank);
      return ranks.length === home.counts.apps && ranks.every((one, index) => one >= (ranks[index - 1] ?? 0));
    })
    .toBe(true);
});

test("Home counts what the developer has, and shows nobody else's", async ({ openAs, apiAs }) => {
  const page = await openAs("developer", "/");
  const api = await apiAs("developer");
  await expect
    .poll(async () => {
      const { counts } = (await (await api.get("/api/home")).json()) as Home;
      const text = `${counts.apps} apps in ${counts.clusters} clusters · ${counts.pods} pods`;
      return page.getByText(text).count();
    })
    .toBe(1);
  await expect(page.getByRole("main")).not.toContainText(/media-api|llm-serve|coredns/);
});

test.describe("with a cluster that changes", () => {
  test.describe.configure({ mode: "serial" });
  const CLUSTER = "gpu-research";
  const APP = { namespace: "nlp-train", name: "experiment-tracker" };

  test.afterEach(async ({ faults }) => {
    await faults.clear(CLUSTER);
    await onCluster(CLUSTER).scale(APP.namespace, APP.name, 2);
  });

  test("a Deployment that is scaled in its cluster changes the page without a reload", async ({ openAs }) => {
    const page = await openAs("researcher", "/");
    const row = new DataList(page, "Applications").row(APP.name);
    await expect(row).toContainText("2 of 2 replicas ready");
    let loads = 0;
    page.on("load", () => {
      loads += 1;
    });
    await onCluster(CLUSTER).scale(APP.namespace, APP.name, 4);
    await expect(row).toContainText("4 of 4 replicas ready", { timeout: 30_000 });
    expect(loads).toBe(0);
  });

  test("a cluster that refuses connections costs a banner and no row, and comes back", async ({ openAs, faults }) => {
    test.setTimeout(120_000);
    const page = await openAs("researcher", "/");
    const row = new DataList(page, "Applications").row(APP.name);
    const banner = page
      .getByRole("main")
      .getByText(/^gpu-research has not answered for .*Showing what it last said\.$/);
    await expect(row).toContainText(/of \d replicas ready/);
    await expect(new Shell(page).live()).toBeVisible();
    await faults.set(CLUSTER, { kind: "refused" });
    await expect(banner).toBeVisible({ timeout: 30_000 });
    await expect(row).toBeVisible();
    await expect(new Shell(page).live()).toBeHidden();
    await faults.clear(CLUSTER);
    await expect(banner).toBeHidden({ timeout: 60_000 });
    await expect(new Shell(page).live()).toBeVisible();
    await expect(row).toContainText(/of \d replicas ready/);
  });
});
