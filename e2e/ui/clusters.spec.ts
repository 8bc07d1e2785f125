import { readFileSync } from "node:fs";
import { ClusterPages } from "../pages/cluster-pages.ts";
import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { oddKubeconfig } from "../support/odd-kubeconfig.ts";
import { expect, test } from "../support/test.ts";

test("the fleet is a grid of tiles or a table, and narrows by words", async ({ openAs }) => {
  const page = await openAs("platform", "/clusters");
  const clusters = new ClusterPages(page);
  for (const name of ["eu-prod", "us-prod", "staging", "edge-bremen", "gpu-research", "bare-fra"]) {
    await expect(clusters.tile(name)).toContainText(/1\.3\d\.\d/);
  }
  await page.getByRole("button", { name: "Table" }).click();
  const list = new DataList(page, "Clusters");
  await expect(list.row("gpu-research")).toContainText("1.36.3");
  await page.reload();
  await expect(list.row("eu-prod")).toBeVisible();
  await page.getByRole("combobox", { name: /^Filter clusters/i }).fill("bremen");
  await expect.poll(() => list.names()).toEqual(["edge-bremen"]);
});

test("a cluster shows its nodes, and each with its conditions and what is requested of it", async ({ openAs }) => {
  const page = await openAs("platform", "/clusters/gpu-research?tab=nodes");
  await expect(page.getByRole("table", { name: "Nodes" }).getByRole("button", { name: /^gpu-/ })).toHaveCount(6);
  await page.getByRole("button", { name: "gpu-h100-01" }).click();
  await expect(page).toHaveURL(/node=gpu-h100-01/);
  const node = page.getByRole("dialog", { name: "gpu-h100-01" });
  await expect(node.getByRole("table", { name: "Conditions" })).toContainText("Ready");
  await expect(node).toContainText(/\d requested of 8/);
});

test("a developer sees clusters by name, with no credential and nothing to change", async ({ openAs }) => {
  const page = await openAs("developer", "/clusters/eu-prod?tab=connection");
  await expect(new Shell(page).title("eu-prod")).toBeVisible();
  expect(await page.getByRole("tab").allInnerTexts()).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/Connection|Access/)]),
  );
  await expect(page.getByRole("button", { name: /Diagnose|More actions/ })).toHaveCount(0);
});

test("a cluster is registered from a file, diagnosed, paused, resumed, given a new credential and removed", async ({
  openAs,
  stack,
}) => {
  test.setTimeout(120_000);
  const page = await openAs("platform", "/clusters/register");
  const clusters = new ClusterPages(page);
  await test.step("the file's contexts are shown, with why some are refused", async () => {
    await clusters.upload(oddKubeconfig(stack.spare.kubeconfigs.alpha ?? ""));
    await page.getByRole("button", { name: "Read the contexts" }).click();
    await expect(page.getByRole("region", { name: "Step 2: Contexts" })).toBeFocused();
    await expect(clusters.context("runs-a-program")).toContainText("Refused");
    await expect(clusters.context("runs-a-program")).toContainText("exec");
    await expect(clusters.context("runs-a-program").getByRole("checkbox")).toBeDisabled();
    await expect(clusters.context("insecure")).toContainText("insecure-skip-tls-verify");
    await expect(clusters.context("alpha").first().getByRole("checkbox")).toBeChecked();
    await page.getByRole("button", { name: "Connect once and check" }).click();
  });
  await test.step("the first connection says what the credential can do", async () => {
    await expect(page.getByRole("region", { name: "Step 3: Details" })).toBeFocused();
    await expect(page.getByText(/^Answers · v1\.36/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/^\d+ of \d+ checks are fine\./)).toBeVisible();
    await page.getByRole("textbox", { name: "Short name" }).fill("spare-alpha");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Spare alpha");
    await page.getByRole("combobox", { name: "Environment" }).selectOption({ label: "Staging" });
    await page.getByRole("button", { name: "Register cluster" }).click();
    await page.getByRole("link", { name: "Spare alpha" }).click();
  });
  await test.step("it is connected and can be diagnosed", async () => {
    await expect(new Shell(page).title("Spare alpha")).toBeVisible();
    await expect(page.getByRole("tab", { name: /^Nodes\s*2$/ })).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Diagnose", exact: true }).click();
    const diagnosis = page.getByRole("list", { name: "Diagnosis" });
    await expect(diagnosis).toContainText("The API server answers.", { timeout: 30_000 });
    await expect(diagnosis).toContainText("The credential can act for people and their teams");
  });
  await test.step("it is paused and resumed", async () => {
    await clusters.startAction("Pause");
    await clusters.confirm(/^Pause Spare alpha/, "Pause Spare alpha");
    await expect(page.getByRole("main").getByText(/is paused by the platform team/)).toBeVisible();
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByRole("main").getByText(/is paused by the platform team/)).toBeHidden({ timeout: 30_000 });
  });
  await test.step("its credential is replaced", async () => {
    await clusters.startAction("Rotate credential");
    const dialog = page.getByRole("dialog", { name: "Rotate the credential of Spare alpha" });
    const admin = readFileSync(stack.spare.adminKubeconfigs.alpha ?? "", "utf8");
    await dialog.getByRole("textbox", { name: "Kubeconfig" }).fill(admin);
    await dialog.getByRole("button", { name: "Try and use it" }).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByText(/\d+ of 13 checks are fine/)).toBeVisible();
    await page.getByRole("tab", { name: "Connection" }).click();
    const credentials = page.getByRole("table", { name: "Credentials" });
    await expect(credentials.getByRole("row").filter({ hasText: "Client certificate" })).toContainText("active");
  });
  await test.step("it is removed once its name is typed", async () => {
    await clusters.startAction("Remove");
    const dialog = page.getByRole("dialog", { name: "Remove Spare alpha?" });
    const remove = dialog.getByRole("button", { name: "Remove Spare alpha" });
    await expect(remove).toBeDisabled();
    await dialog.getByRole("textbox").fill("spare-alpha");
    await remove.click();
    await expect(page).toHaveURL(/\/clusters$/);
    await expect(clusters.tile("eu-prod")).toBeVisible();
    await expect(clusters.tile("Spare alpha")).toHaveCount(0);
    await page.goto("/clusters/spare-alpha");
    await expect(new Shell(page).missing()).toBeVisible();
  });
});

test("what one pastes is never shown again, however wrong it is", async ({ openAs }) => {
  const page = await openAs("platform", "/clusters/register");
  const secret = "do-not-echo-this-value";
  await page.getByRole("textbox", { name: "Kubeconfig" }).fill(`apiVersion: v1\nkind: Config\nusers: [{${secret}`);
  const answered = page.waitForResponse(/\/api\/kubeconfig\/inspect/);
  await page.getByRole("button", { name: "Read the contexts" }).click();
  const answer = await answered;
  expect(answer.status()).toBe(400);
  expect(await answer.text()).not.toContain(secret);
  await expect(page.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
});
