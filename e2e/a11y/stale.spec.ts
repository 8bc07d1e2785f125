import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { parse } from "yaml";
import { endProcess } from "../../scripts/start/end-process.ts";
import { startProcess } from "../../scripts/start/start-process.ts";
import { plainEnvironment } from "../../scripts/steps/plain-environment.ts";
import { Shell } from "../pages/shell.ts";
import { unique } from "../support/arrange.ts";
import { createFaults } from "../support/faults.ts";
import type { Stack } from "../support/stack.ts";
import { expect, test } from "../support/test.ts";
import { expectNoViolations } from "./violations.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A fleet of the test's own: other tests need theirs whole. */
async function startFleet(dir: string) {
  const args = [join(ROOT, "demo/main.ts"), dir, "--port-base", "0", "--scenario", "two-clusters", "--seed", "stale"];
  const { child, ready } = await startProcess("The demo fleet", args, { cwd: ROOT, env: plainEnvironment() });
  return { child, ...(ready as unknown as Stack["spare"]) };
}

async function register(api: APIRequestContext, slug: string, file: string): Promise<void> {
  const kubeconfig = readFileSync(file, "utf8");
  const context = (parse(kubeconfig) as { "current-context": string })["current-context"];
  const data = { kubeconfig, context, slug, displayName: slug, environment: "staging" };
  const answer = await api.post("/api/clusters", { data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test("what a silent cluster last said has no accessibility violation, light and dark", async ({ openAs, apiAs }) => {
  test.setTimeout(120_000);
  const dir = mkdtempSync(join(tmpdir(), "wheelhouse-stale-"));
  const { child, kubeconfigs, control } = await startFleet(dir);
  const api = await apiAs("platform");
  const slug = unique("spare");
  try {
    await register(api, slug, kubeconfigs.alpha ?? "");
    const page = await openAs("platform", `/clusters/${slug}?tab=nodes`);
    await expect(page.getByRole("tab", { name: /^Nodes\s*2$/ })).toBeVisible({ timeout: 30_000 });
    await createFaults(control).set("alpha", { kind: "refused" });
    const silent = page.getByRole("main").getByText(new RegExp(`${slug} has not answered`));
    for (const path of [`/clusters/${slug}?tab=nodes`, `/apps?q=cluster:${slug}`]) {
      await page.goto(path);
      await expect(new Shell(page).working()).toBeVisible();
      await expect(silent.first()).toBeVisible({ timeout: 30_000 });
      await expectNoViolations(page, path, { part: "main" });
    }
  } finally {
    await api.delete(`/api/clusters/${slug}`, { data: { confirm: slug } });
    await endProcess(child, 10_000);
    rmSync(dir, { recursive: true, force: true });
  }
});
