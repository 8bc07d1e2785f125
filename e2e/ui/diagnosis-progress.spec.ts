import { readFileSync } from "node:fs";
import { ClusterPages } from "../pages/cluster-pages.ts";
import { expect, test } from "../support/test.ts";

/** A cluster of the demo whose answers to one question take their time: nothing else about it changes. */
const CLUSTER = "edge-bremen";
const SLOW = { kind: "latency", ms: 1_500, match: { path: "/version" } } as const;

test.describe.configure({ mode: "serial" });
test.afterEach(async ({ faults }) => {
  await faults.clear(CLUSTER);
});

test("the first connection to a slow cluster shows each step as it is tried, and can be cancelled and tried again", async ({
  openAs,
  stack,
  faults,
}) => {
  test.setTimeout(120_000);
  await faults.set(CLUSTER, SLOW);
  const page = await openAs("platform", "/clusters/register");
  const clusters = new ClusterPages(page);
  await clusters.upload(readFileSync(stack.kubeconfigs[CLUSTER] ?? "", "utf8"));
  await page.getByRole("button", { name: "Read the contexts" }).click();
  await clusters.contexts().getByRole("checkbox").last().check();
  await page.getByRole("button", { name: "Connect once and check" }).click();
  await expect(clusters.step("Reachable")).toContainText("being tried");
  await expect(clusters.step("Permissions")).toContainText("to come");
  await expect(clusters.step("Reachable")).toContainText("The API server answers.");
  await expect(clusters.step("Latency")).toContainText("being tried");
  await expect(clusters.step("Permissions")).toContainText("to come");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
  await expect(clusters.step("Reachable")).toContainText("The API server answers.");
  await expect(clusters.step("Permissions")).toContainText("Not tried.");
  await faults.clear(CLUSTER);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/This is the cluster that is registered as/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^\d+ of 13 checks are fine\./)).toBeVisible();
});

test("a diagnosis shows each step to everybody who looks, and ends when who started it cancels", async ({
  openAs,
  faults,
}) => {
  test.setTimeout(120_000);
  await faults.set(CLUSTER, SLOW);
  const path = `/clusters/${CLUSTER}?tab=connection`;
  const pages = [await openAs("platform", path), await openAs("platform", path)].map((page) => new ClusterPages(page));
  const [mine, other] = pages as [ClusterPages, ClusterPages];
  await mine.page.getByRole("button", { name: "Diagnose", exact: true }).click();
  for (const clusters of pages) await expect(clusters.step("Latency")).toContainText("being tried");
  await expect(other.page.getByRole("button", { name: "Cancel" })).toBeHidden();
  await mine.page.getByRole("button", { name: "Cancel" }).click();
  for (const clusters of pages) {
    await expect(clusters.step("Permissions")).toContainText("the diagnosis was cancelled");
    await expect(clusters.step("Reachable")).toContainText("The API server answers.");
  }
  await faults.clear(CLUSTER);
  await mine.page.getByRole("button", { name: "Diagnose now" }).click();
  await expect(other.step("Permissions")).toContainText(/The credential lists/, { timeout: 30_000 });
});
