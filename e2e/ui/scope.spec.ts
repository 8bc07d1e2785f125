import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../support/test.ts";

test("team and scope are chosen in the top bar, stand in the address, and follow from page to page", async ({
  openAs,
}) => {
  const page = await openAs("developer", "/");
  const shell = new Shell(page);
  const apps = new DataList(page, "Applications");
  await shell.choose("Team", "Payments");
  await expect(shell.title("Payments")).toBeVisible();
  await expect(page).toHaveURL(/[?&]team=payments/);
  await expect(apps.row("checkout-api")).toBeVisible();
  await expect(apps.row("search-api")).toBeHidden();
  await shell.choose("Scope", /^staging./);
  await expect(page).toHaveURL(/[?&]cluster=staging/);
  await expect(apps.row("dispute-portal")).toContainText("1 of 1 replica ready");
  await shell.goTo("Apps");
  await expect(page).toHaveURL((url) => url.pathname === "/apps" && url.searchParams.get("team") === "payments");
  const workloads = new DataList(page, "Workloads");
  await expect(workloads.row("dispute-portal")).toBeVisible();
  expect(new Set(await workloads.column("Cluster"))).toEqual(new Set(["staging"]));
  await page.goBack();
  await expect(shell.title("Payments")).toBeVisible();
});

test("an address with team and environment opens exactly that", async ({ openAs }) => {
  const page = await openAs("developer", "/apps?team=payments&environment=edge");
  const workloads = new DataList(page, "Workloads");
  await expect(workloads.row("kiosk-sync")).toBeVisible();
  expect(await workloads.names()).toEqual(["kiosk-sync"]);
});

test("another team's name in the address is the same as none", async ({ openAs }) => {
  for (const team of ["media", "no-such-team"]) {
    const page = await openAs("developer", `/?team=${team}`);
    await expect(new Shell(page).missing()).toBeVisible();
  }
});
