import { readFileSync } from "node:fs";
import { violations } from "../a11y/violations.ts";
import { ClusterPages } from "../pages/cluster-pages.ts";
import { createFaults } from "../support/faults.ts";
import { expect, test } from "../support/test.ts";

/** Answers to one question take their time: nothing else about the cluster changes. */
const slow = (path: string) => ({ kind: "latency", ms: 7_000, match: { path } }) as const;
const SLOW_START = slow("/version");
const SLOW_METRICS = slow("/apis/metrics.k8s.io");

test("the first connection to a slow cluster shows each step as it is tried, and can be cancelled and tried again", async ({
  openAs,
  stack: { spare },
}) => {
  test.setTimeout(120_000);
  const faults = createFaults(spare.control);
  await faults.set("beta", SLOW_START);
  const page = await openAs("platform", "/clusters/register");
  const clusters = new ClusterPages(page);
  await clusters.upload(readFileSync(spare.kubeconfigs.beta ?? "", "utf8"));
  await page.getByRole("button", { name: "Read the contexts" }).click();
  await page.getByRole("button", { name: "Connect once and check" }).click();
  await expect(clusters.step("Reachable")).toContainText("being tried");
  await expect(clusters.step("Permissions")).toContainText("to come");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeFocused();
  await expect(clusters.step("Permissions")).toContainText("Not tried.");
  await faults.set("beta", SLOW_METRICS);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(clusters.step("Permissions")).toContainText("The credential lists");
  await expect(clusters.step("Metrics API")).toContainText("being tried");
  await expect(page.getByText(/^Answers · v1\./)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^\d+ of 13 checks are fine\./)).toBeVisible();
  await faults.clear("beta");
});

test("a diagnosis shows each step to everybody who looks, and ends when who started it cancels", async ({
  openAs,
  faults,
}) => {
  test.setTimeout(120_000);
  await faults.set("edge-bremen", SLOW_METRICS);
  const path = "/clusters/edge-bremen?tab=connection";
  const pages = [await openAs("platform", path), await openAs("platform", path)].map((page) => new ClusterPages(page));
  const [mine, other] = pages as [ClusterPages, ClusterPages];
  await mine.page.getByRole("button", { name: "Diagnose", exact: true }).click();
  for (const clusters of pages) {
    await expect(clusters.step("Permissions")).toContainText("The credential lists");
    await expect(clusters.step("Metrics API")).toContainText("being tried");
  }
  await expect(other.page.getByRole("button", { name: "Cancel" })).toBeHidden();
  await mine.page.getByRole("button", { name: "Cancel" }).click();
  await expect(mine.page.getByRole("button", { name: /^Diagnos(ing|e now)$/ })).toBeFocused();
  for (const clusters of pages) {
    await expect(clusters.step("Metrics API")).toContainText("Cancelled.");
    await expect(clusters.step("Permissions")).toContainText("The credential lists");
  }
  await faults.clear("edge-bremen");
  await mine.page.getByRole("button", { name: "Diagnose now" }).click();
  await expect(other.step("Metrics API")).not.toContainText(/Cancelled|to come|being tried/, { timeout: 30_000 });
});
