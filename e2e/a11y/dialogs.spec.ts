import type { Locator, Page } from "@playwright/test";
import { ClusterPages } from "../pages/cluster-pages.ts";
import { unique } from "../support/arrange.ts";
import { arrive } from "../support/arrive.ts";
import { expect, test } from "../support/test.ts";
import { expectNoViolations } from "./violations.ts";

/** Looks at the dialog that is open, and closes it. In both themes, when it has more colours than a form. */
async function lookAt(page: Page, name: string, { coloured = false } = {}): Promise<void> {
  const dialog = page.getByRole("dialog", { name });
  await expect(dialog).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
  await expectNoViolations(page, name, { part: "[role=dialog]", themes: coloured ? ["light", "dark"] : ["light"] });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

async function choose(page: Page, menu: Locator, item: string): Promise<void> {
  await menu.click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("the dialogs about people have no accessibility violation", async ({ openAs }) => {
  const page = await openAs("platform", "/access/people");
  await arrive(page, "Access");
  const actions = page.getByRole("button", { name: "Actions for Bea Fontaine" });
  await choose(page, actions, "Change the portal role");
  await lookAt(page, "Portal role of Bea Fontaine");
  await choose(page, actions, "Suspend");
  await lookAt(page, "Suspend Bea Fontaine?", { coloured: true });
  await page.getByRole("button", { name: "Create account" }).click();
  const form = page.getByRole("dialog", { name: "Create account" });
  await form.getByRole("button", { name: "Create account" }).click();
  await expect(form.getByRole("textbox", { name: "E-mail" })).toHaveAttribute("aria-invalid", "true");
  await lookAt(page, "Create account", { coloured: true });
  const name = unique("person");
  await page.getByRole("button", { name: "Create account" }).click();
  await form.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await form.getByRole("textbox", { name: "E-mail" }).fill(`${name}@example.com`);
  await form.getByRole("button", { name: "Create account" }).click();
  await lookAt(page, `Password of ${name}@example.com`, { coloured: true });
});

test("the dialogs about teams and grants have no accessibility violation", async ({ openAs }) => {
  const page = await openAs("platform", "/access/teams");
  await arrive(page, "Access");
  await page.getByRole("main").getByRole("button", { name: "Create team" }).click();
  await lookAt(page, "Create team");
  await page.goto("/access/teams/payments");
  await arrive(page, "Payments");
  const more = page.getByRole("button", { name: "More actions" });
  await choose(page, more, "Edit details");
  await lookAt(page, "Edit Payments");
  await choose(page, more, "Delete team");
  await lookAt(page, "Delete Payments?");
  await page.getByRole("button", { name: "Add person" }).click();
  await lookAt(page, "Add a person to Payments");
  await page.goto("/access/grants");
  await arrive(page, "Access");
  await choose(page, page.getByRole("button", { name: /^Actions for the grant/ }).first(), "Change the end");
  await lookAt(page, "Change the end");
});

test("the dialogs about clusters and their places have no accessibility violation", async ({ openAs }) => {
  const page = await openAs("platform", "/clusters/bare-fra");
  const cluster = new ClusterPages(page);
  await arrive(page, "bare-fra");
  for (const [action, dialog] of [
    ["Edit details", "Edit bare-fra"],
    ["Rotate credential", "Rotate the credential of bare-fra"],
    ["Pause", "Pause bare-fra?"],
    ["Remove", "Remove bare-fra?"],
  ] as const) {
    await cluster.startAction(action);
    await lookAt(page, dialog, { coloured: action === "Remove" });
  }
  await page.goto("/clusters/places");
  await arrive(page, "Environments and groups");
  for (const place of ["New environment", "New group"]) {
    await page.getByRole("button", { name: place }).first().click();
    await lookAt(page, place);
  }
});
