import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../support/test.ts";

test("the list of namespaces holds the granted ones only, and leads to one", async ({ openAs }) => {
  const page = await openAs("developer", "/namespaces?q=cluster:us-prod");
  const list = new DataList(page, "Namespaces");
  await expect(list.row("pay-ledger")).toBeVisible();
  for (const name of await list.names()) expect(name).toMatch(/^(pay|search)-/);
  await list.link("pay-ledger").click();
  await expect(page).toHaveURL(/\/namespaces\/us-prod\/pay-ledger/);
  await expect(new Shell(page).title("pay-ledger")).toBeVisible();
});

test("a namespace shows its workloads, quota as bars, events, services and names of configuration", async ({
  openAs,
}) => {
  const page = await openAs("developer", "/namespaces/us-prod/pay-ledger");
  await expect(new DataList(page, "Workloads").row("invoice-render")).toContainText("quota team-quota");
  await page.getByRole("tab", { name: /^Quota/ }).click();
  await expect(page.getByRole("tabpanel").getByRole("img", { name: /^CPU requests: .* of 6 cores/ })).toBeVisible();
  await page.getByRole("tab", { name: /^Events/ }).click();
  await expect(page.getByRole("tabpanel").getByRole("table", { name: "Events" })).toContainText("FailedCreate");
  await page.getByRole("tab", { name: /^Network/ }).click();
  await expect(page.getByRole("tabpanel")).toContainText("ledger-db");
  await page.getByRole("tab", { name: /^Config/ }).click();
  await expect(page.getByRole("tabpanel")).toContainText("invoice-render-config");
});

test("a namespace outside the grants does not exist for the person", async ({ openAs }) => {
  for (const path of ["/namespaces/us-prod/media-serving", "/namespaces/us-prod/none", "/namespaces/none/pay-ledger"]) {
    const page = await openAs("developer", path);
    await expect(new Shell(page).missing()).toBeVisible();
  }
});
