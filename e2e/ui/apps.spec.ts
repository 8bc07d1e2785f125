import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { WorkloadDetail } from "../pages/workload-detail.ts";
import { expect, test } from "../support/test.ts";

type Workloads = { readonly items: readonly Record<"cluster" | "namespace" | "name", string>[] };

test("a filter becomes chips and an address, and the address gives the filter again", async ({ openAs }) => {
  const page = await openAs("developer", "/apps");
  const list = new DataList(page, "Workloads");
  await expect(list.table).toBeVisible();
  await list.filterBy("namespace:pay-ledger ");
  await list.filterBy("kind:StatefulSet ");
  await expect(list.chip("namespace:pay-ledger")).toBeVisible();
  await expect(list.chip("kind:StatefulSet")).toBeVisible();
  await expect.poll(() => list.names()).toEqual(["ledger-db", "ledger-db", "ledger-db"]);
  await expect(list.count(/^3 of \d+$/)).toBeVisible();
  await expect(page).toHaveURL((url) => url.searchParams.get("q") === "namespace:pay-ledger kind:StatefulSet");
  const again = await page.context().newPage();
  await again.goto(page.url());
  const restored = new DataList(again, "Workloads");
  await expect(restored.chip("kind:StatefulSet")).toBeVisible();
  await expect.poll(() => restored.names()).toEqual(["ledger-db", "ledger-db", "ledger-db"]);
  await list.chip("kind:StatefulSet").click();
  await expect(list.row("invoice-render").first()).toBeVisible();
});

test("columns sort both ways and can be hidden, in the address", async ({ openAs }) => {
  const page = await openAs("developer", "/apps?q=cluster:staging");
  const list = new DataList(page, "Workloads");
  await list.sortBy("Restarts");
  await expect(page).toHaveURL(/sort=-restarts/);
  expect(await list.sortOf("Restarts")).toBe("descending");
  await expect.poll(async () => (await list.names())[0]).toBe("suggest");
  await list.sortBy("Restarts");
  await expect(page).toHaveURL(/sort=restarts/);
  await expect(list.table.getByRole("columnheader", { name: "Kind" })).toBeVisible();
  await list.toggleColumn("Kind");
  await expect(list.table.getByRole("columnheader", { name: "Kind" })).toBeHidden();
  await page.reload();
  await expect(list.table.getByRole("columnheader", { name: "Restarts" })).toBeVisible();
  await expect(list.table.getByRole("columnheader", { name: "Kind" })).toBeHidden();
});

test("the list is used by keyboard alone", async ({ openAs }) => {
  const page = await openAs("developer", "/apps?q=cluster:staging&sort=name");
  const list = new DataList(page, "Workloads");
  await expect(new Shell(page).working()).toBeVisible();
  await expect.poll(async () => (await list.names()).length).toBeGreaterThan(5);
  const [first = "", second = ""] = await list.names();
  await page.keyboard.press("j");
  await expect(list.link(first)).toBeFocused();
  await page.keyboard.press("j");
  await expect(list.link(second)).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByRole("checkbox", { name: new RegExp(`^Select ${second} `) })).toBeChecked();
  await expect(page).toHaveURL(/sel=/);
  await page.keyboard.press("k");
  await expect(list.link(first)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(new WorkloadDetail(page, first).drawer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(new WorkloadDetail(page, first).drawer).toBeHidden();
  await page.keyboard.press("/");
  await expect(list.filterBox).toBeFocused();
});

test("of a long list only what is on screen is drawn, yet its end, its numbers and its keys are those of the whole", async ({
  apiAs,
  openAs,
}) => {
  const { items } = (await (await (await apiAs("platform")).get("/api/workloads")).json()) as Workloads;
  // Other tests make and remove namespaces and clusters of their own meanwhile.
  const lasting = items.filter(({ cluster, namespace }) => !/^spare-/.test(cluster) && !/^e2e-/.test(namespace));
  const all = lasting.map(({ name }) => name).toSorted();
  expect(all.length).toBeGreaterThan(120);
  const page = await openAs("platform", "/apps?q=-namespace:e2e-*+-cluster:spare-*&sort=name");
  const list = new DataList(page, "Workloads");
  await expect(new Shell(page).working()).toBeVisible();
  await expect(list.count(new RegExp(`^${all.length}( of \\d+)?$`))).toBeVisible();
  await expect(list.table).toHaveAttribute("aria-rowcount", String(all.length + 1));
  const fewAreDrawn = () => expect.poll(() => list.drawn().count()).toBeLessThan(all.length / 2);
  await fewAreDrawn();
  await expect(list.rowAt(1).getByRole("link")).toHaveText(all[0] ?? "");
  await page.keyboard.press("End");
  await expect(list.rowAt(all.length)).toBeInViewport();
  await expect(list.rowAt(all.length).getByRole("link")).toHaveText(all.at(-1) ?? "");
  await fewAreDrawn();
  await page.keyboard.press("Home");
  await expect(list.rowAt(1)).toBeInViewport();
  const past = 70;
  await expect(list.rowAt(past)).toHaveCount(0);
  for (let presses = 0; presses < past; presses++) await page.keyboard.press("j");
  await expect(list.rowAt(past).getByRole("link", { name: all[past - 1], exact: true })).toBeFocused();
  await expect(list.rowAt(past)).toBeInViewport({ ratio: 1 });
  await fewAreDrawn();
  await page.keyboard.press("k");
  await expect(list.rowAt(past - 1).getByRole("link", { name: all[past - 2], exact: true })).toBeFocused();
});

test("a press opens the workload over the list, which keeps its place; back closes it", async ({ openAs }) => {
  const page = await openAs("developer", "/apps?q=namespace:pay-checkout");
  const list = new DataList(page, "Workloads");
  await list.link("checkout-api").first().click();
  const detail = new WorkloadDetail(page, "checkout-api");
  await expect(detail.drawer).toBeVisible();
  await expect(list.row("payments-gateway").first()).toBeVisible();
  await expect(page).toHaveURL(/open=/);
  await detail.drawer.getByRole("link", { name: "Open as a page" }).click();
  await expect(page).toHaveURL(/\/apps\/[a-z-]+\/pay-checkout\/deployment\/checkout-api/);
  await expect(page.getByRole("heading", { level: 1, name: "checkout-api" })).toBeVisible();
  await page.goBack();
  await expect(detail.drawer).toBeVisible();
  await page.goBack();
  await expect(detail.drawer).toBeHidden();
  await expect(list.chip("namespace:pay-checkout")).toBeVisible();
});
