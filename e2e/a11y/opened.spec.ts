import type { Page } from "@playwright/test";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../support/test.ts";
import { violations } from "./violations.ts";

/** What floats over every page, how it is opened, and a sign that it is. */
const OPENED: readonly { name: string; open: (page: Page) => Promise<void> }[] = [
  {
    name: "the palette",
    open: async (page) => {
      await page.keyboard.press("ControlOrMeta+k");
      await expect(new Shell(page).palette).toBeVisible();
    },
  },
  {
    name: "the keyboard help",
    open: async (page) => {
      await page.keyboard.press("?");
      await expect(new Shell(page).help).toBeVisible();
    },
  },
  {
    name: "the scope picker",
    open: async (page) => {
      await page
        .getByRole("banner")
        .getByRole("button", { name: /^Scope/ })
        .click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "the state of every cluster",
    open: async (page) => {
      await new Shell(page).live().click();
      await expect(page.getByRole("dialog", { name: "State of every cluster" })).toBeVisible();
    },
  },
];

for (const { name, open } of OPENED) {
  test(`${name} has no serious accessibility violation, light and dark`, async ({ openAs }) => {
    const page = await openAs("developer", "/namespaces");
    await expect(new Shell(page).working()).toBeVisible();
    await open(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      expect(await violations(page), colorScheme).toEqual([]);
    }
  });
}
