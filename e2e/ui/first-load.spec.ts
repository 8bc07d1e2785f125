import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { BUDGET_BYTES, kilobytes } from "../../scripts/check/first-load.ts";
import { arrive } from "../support/arrive.ts";
import { PORTAL_PAGES } from "../support/portal-pages.ts";
import { expect, test } from "../support/test.ts";

/** What Next sends with. */
const LEVEL = 6;

/** Collects every script that the page asks for, from now until they are weighed: later ones may outlive the page. */
function collectScripts(page: Page): () => Promise<{ url: string; bytes: number }[]> {
  const scripts: Promise<{ url: string; bytes: number }>[] = [];
  const collect = (response: Response) => {
    if (response.request().resourceType() !== "script") return;
    const weigh = async () => ({
      url: new URL(response.url()).pathname,
      bytes: gzipSync(await response.body(), { level: LEVEL }).length,
    });
    scripts.push(weigh());
  };
  page.on("response", collect);
  return () => {
    page.off("response", collect);
    return Promise.all(scripts);
  };
}

for (const { path, as, heading } of PORTAL_PAGES.filter(({ opened }) => !opened)) {
  test(`${path} works with at most ${kilobytes(BUDGET_BYTES)} of scripts, all of its own origin`, async ({
    openAs,
  }) => {
    const page = await openAs(as, "about:blank");
    const scripts = collectScripts(page);
    await page.goto(path, { waitUntil: "load" });
    await arrive(page, heading);
    const loaded = await scripts();
    expect(loaded.length).toBeGreaterThan(0);
    const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
    const heaviest = loaded.sort((a, b) => b.bytes - a.bytes).map(({ url, bytes }) => `${kilobytes(bytes)} ${url}`);
    expect(total, heaviest.join("\n")).toBeLessThanOrEqual(BUDGET_BYTES);
    test.info().annotations.push({ type: "first load", description: `${path} ${kilobytes(total)}` });
  });
}
