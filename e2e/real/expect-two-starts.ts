import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, expect, type TestInfo } from "@playwright/test";
import { isPortFree } from "../../scripts/start/is-port-free.ts";
import { freePorts } from "../../test/control-plane/free-ports.ts";
import type { ControlPlane } from "../../test/control-plane/start-control-plane.ts";
import { ClusterPages } from "../pages/cluster-pages.ts";
import { findStored } from "./find-stored.ts";
import { mergeKubeconfigs } from "./merge-kubeconfigs.ts";
import { npmStart } from "./npm-start.ts";
import { openPage } from "./open-page.ts";

/** Starts as a local operator does, twice: both times the page shows both clusters, and nothing is left behind. */
export async function expectTwoStarts(
  browser: Browser,
  info: TestInfo,
  [first, second]: readonly [ControlPlane, ControlPlane],
): Promise<void> {
  const kubeconfig = join(first.dir, "both.kubeconfig");
  writeFileSync(kubeconfig, mergeKubeconfigs(first.adminKubeconfig, second.adminKubeconfig), { mode: 0o600 });
  const secrets = [first, second].flatMap(({ adminKubeconfig }) => keyTexts(adminKubeconfig));
  const [port = 0] = await freePorts(1);
  const dir = join(first.dir, "npm-start");
  for (const which of ["first", "second"]) {
    const local = await npmStart({ kubeconfig, port, dir });
    info.annotations.push({ type: "measured", description: `${which} npm start: ${local.seconds.toFixed(1)} s` });
    try {
      expect(local.output).toContain("2 registered, 0 known before, 0 refused");
      const page = await openPage(browser, local.url, local.account);
      await page.goto("/clusters");
      for (const name of ["real-1", "real-2"]) {
        await expect(new ClusterPages(page).tile(name)).toContainText(/2 nodes.*live$/);
      }
      await page.goto("/apps");
      await expect(page.getByRole("link", { name: "bookkeeper", exact: true })).toBeVisible();
      await page.context().close();
    } finally {
      await local.stop();
    }
    // Ended as a whole, and not in the middle: the database has been closed.
    expect(await isPortFree(port)).toBe(true);
    expect(existsSync(join(dir, "own/database.lock"))).toBe(false);
    expect(findStored(dir, secrets)).toEqual([]);
  }
}

/** How the private key of a kubeconfig could be found in a file: as it stands there, and a line of its PEM text. */
function keyTexts(kubeconfig: string): string[] {
  const [, data = ""] = /client-key-data: (\S+)/.exec(kubeconfig) ?? [];
  const [, line = ""] = Buffer.from(data, "base64").toString("utf8").split("\n");
  expect(line).toMatch(/^[A-Za-z0-9+/=]{40,}$/);
  return [data, line];
}
