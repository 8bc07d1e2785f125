import { arrive } from "../support/arrive.ts";
import { PORTAL_PAGES } from "../support/portal-pages.ts";
import { expect, test } from "../support/test.ts";
import { violations } from "./violations.ts";

const THEMES = ["light", "dark"] as const;
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const { path, as, heading } of PORTAL_PAGES) {
  test(`${path} has no accessibility violation, light and dark, wide and narrow`, async ({ openAs }) => {
    test.setTimeout(90_000);
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
