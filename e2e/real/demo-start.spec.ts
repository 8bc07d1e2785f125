import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { isPortFree } from "../../scripts/start/is-port-free.ts";
import { freePorts } from "../../test/control-plane/free-ports.ts";
import { ClusterPages } from "../pages/cluster-pages.ts";
import { npmStart } from "./npm-start.ts";
import { openPage } from "./open-page.ts";

const CLUSTERS = ["eu-prod", "us-prod", "staging", "edge-bremen", "gpu-research", "bare-fra"];
/** The clusters and the control endpoint of the demo fleet. */
const FLEET_PORTS = CLUSTERS.length + 1;

let dir: string;
test.beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "wheelhouse-demo-start-"));
});
test.afterAll(() => rmSync(dir, { recursive: true }));

/** The port of the portal and those of its demo fleet. */
function portsOf(port: number): number[] {
  const base = Number(readFileSync(join(dir, "demo/fleet-port"), "utf8"));
  return [port, ...Array.from({ length: FLEET_PORTS }, (_, index) => base + index)];
}

test("npm start serves the demo fleet, again at once, and leaves nothing behind", async ({ browser }, info) => {
  const [port = 0] = await freePorts(1);
  for (const which of ["first", "second"]) {
    const demo = await npmStart({ port, dir });
    const description = `${which} npm start with the demo fleet: ${demo.seconds.toFixed(1)} s`;
    info.annotations.push({ type: "measured", description });
    try {
      const page = await openPage(browser, demo.url, demo.account);
      await page.goto("/clusters");
      for (const name of CLUSTERS) await expect(new ClusterPages(page).tile(name)).toContainText(/\d (nodes|pods)/);
      await expect(new ClusterPages(page).tile("eu-prod")).toContainText(/live$/);
      await page.context().close();
    } finally {
      await demo.stop();
    }
    // Ended as a whole, and not in the middle: the database has been closed.
    const ports = portsOf(port);
    expect(await Promise.all(ports.map(isPortFree))).toEqual(ports.map(() => true));
    expect(existsSync(join(dir, "demo/database.lock"))).toBe(false);
  }
});
