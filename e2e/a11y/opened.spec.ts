import type { Page } from "@playwright/test";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../support/test.ts";
import { expectNoViolations } from "./violations.ts";

/** What floats over every page, how it is opened, and a sign that it is. */
const OPENED: readonly { name: string; open: (page: Page) => Promise<void> }[] = [
  {
    name: "the palette",
    open: async (page) => {
      await page.keyboard.press("ControlOrMeta+k");
      await expect(new Shell(page).palette.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "the search before its list is there",
    open: async (page) => {
      await page.route("**/*.js", () => {});
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
  test(`${name} has no accessibility violation, light and dark`, async ({ openAs }) => {
    const page = await openAs("developer", "/namespaces");
    await expect(new Shell(page).working()).toBeVisible();
    await open(page);
    await expectNoViolations(page, name);
  });
}
