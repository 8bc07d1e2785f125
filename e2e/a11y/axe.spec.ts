import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { arrive } from "../support/arrive.ts";
import { PORTAL_PAGES } from "../support/portal-pages.ts";
import { expect, test } from "../support/test.ts";

const THEMES = ["light", "dark"] as const;
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds serious or critical, with the places, in lines that a person can act on. */
async function violations(page: Page): Promise<string[]> {
  // There are no frames of other origins, and only violations are looked at: both make axe several times faster.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const found = await axe.withTags(STANDARDS).analyze();
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}

for (const { path, as, heading } of PORTAL_PAGES) {
  test(`${path} has no serious accessibility violation, light and dark, wide and narrow`, async ({ openAs }) => {
    const page = await openAs(as, path);
    await arrive(page, heading);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        await arrive(page, heading);
        expect(await violations(page), `${colorScheme} at ${screen.width} px`).toEqual([]);
      }
    }
  });
}
