import type { Page } from "@playwright/test";
import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../support/test.ts";

/** Keeps back every script that the page asks for from now on, until what it returns is called. */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test("the palette finds what the person may see, goes there, and runs actions", async ({ openAs }) => {
  const page = await openAs("developer", "/");
  const shell = new Shell(page);
  await expect(shell.title("All teams")).toBeVisible();
  await expect(shell.live()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  const search = shell.palette.getByRole("combobox");
  await search.fill("ledger-writer");
  await expect(shell.palette.getByRole("option", { name: /ledger-writer/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(shell.title("Apps")).toBeVisible();
  await expect.poll(() => new DataList(page, "Workloads").names()).toEqual(Array(3).fill("ledger-writer"));
  await page.keyboard.press("ControlOrMeta+k");
  await search.fill("llm-serve");
  await expect(shell.palette.getByText("Nothing that you may see has this name.")).toBeVisible();
  await search.fill("theme dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("what is typed before the palette's scripts are there stands in its search; Enter waits, Escape closes", async ({
  openAs,
}) => {
  const page = await openAs("developer", "/namespaces");
  const shell = new Shell(page);
  const search = shell.palette.getByRole("combobox");
  const button = page.getByRole("banner").getByRole("button", { name: "Search" });
  await expect(shell.working()).toBeVisible();
  const release = await holdScripts(page);
  await button.click();
  // These letters are keys of the page, too: g a leads to Apps.
  await page.keyboard.type("gate");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(search).toHaveValue("gate");
  await expect(search).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(shell.palette).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("gateway");
  release();
  await expect(shell.palette.getByRole("option", { name: /payments-gateway/ }).first()).toBeVisible();
  await page.keyboard.type("x");
  await expect(search).toHaveValue("gatewayx");
  await expect(page).toHaveURL(/\/namespaces$/);
  await page.keyboard.press("Escape");
  await expect(shell.palette).toBeHidden();
  await expect(button).toBeFocused();
});

test("the search takes the focus from a form at once, and Escape closes nothing but the search", async ({ openAs }) => {
  const page = await openAs("platform", "/access/grants?new=true");
  const shell = new Shell(page);
  const form = page.getByRole("dialog", { name: "Grant access" });
  const reason = form.getByRole("textbox", { name: "Reason" });
  await reason.focus();
  await expect(reason).toBeFocused();
  const release = await holdScripts(page);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("pay");
  await expect(shell.palette.getByRole("combobox")).toHaveValue("pay");
  await page.keyboard.press("Escape");
  await expect(shell.palette).toBeHidden();
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue("");
  await page.keyboard.press("ControlOrMeta+k");
  release();
  await expect(shell.palette.getByRole("option", { name: /^Apps/ })).toBeVisible();
  await expect(shell.palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(shell.palette).toBeHidden();
  await expect(form).toBeVisible();
});

test("the palette does not say that nothing is found while the server looks, or when it does not answer", async ({
  openAs,
}) => {
  const page = await openAs("developer", "/namespaces");
  const shell = new Shell(page);
  const search = shell.palette.getByRole("combobox");
  const nothing = shell.palette.getByText("Nothing that you may see has this name.");
  await expect(shell.working()).toBeVisible();
  await shell.openPalette();
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/api/search?*", async (route) => {
    await promise;
    await route.fulfill({ status: 500, json: {} });
  });
  await search.fill("ledger-writer");
  await expect(shell.palette.getByText("Searching", { exact: true })).toBeVisible();
  await expect(nothing).toBeHidden();
  resolve();
  await expect(shell.palette.getByText("The search does not answer. Only pages and actions are found.")).toBeVisible();
  await expect(nothing).toBeHidden();
  await page.unroute("**/api/search?*");
  await search.fill("no-such-thing");
  await expect(nothing).toBeVisible();
});

test("the palette finds Jobs, nodes, teams and people for those who may see them, and nobody else", async ({
  openAs,
}) => {
  const shell = new Shell(await openAs("platform", "/"));
  await shell.openPalette();
  const search = shell.palette.getByRole("combobox");
  await expect(search).toHaveAttribute("placeholder", /^Search apps, .*, nodes, teams, people$/);
  const found = (group: string) => shell.palette.getByRole("group", { name: group }).getByRole("option").first();
  for (const [typed, group, text] of [
    ["finetune-xl", "Workloads", "Job · gpu-research"],
    ["eu-worker", "Nodes", "eu-prod"],
    ["payments", "Teams", "Payments"],
    ["example.com max", "People", "max@example.com"],
  ] as const) {
    await search.fill(typed);
    await expect(found(group)).toContainText(text);
  }
  const developer = new Shell(await openAs("developer", "/"));
  await developer.openPalette();
  await expect(developer.palette.getByPlaceholder("Search apps, workloads, namespaces, clusters, teams")).toBeVisible();
  for (const foreign of ["finetune-xl", "eu-worker", "max@example.com"]) {
    await developer.palette.getByRole("combobox").fill(foreign);
    await expect(developer.palette.getByText("Nothing that you may see has this name.")).toBeVisible();
  }
});

test("? lists the keys that the page understands, and g a leads to Apps", async ({ openAs }) => {
  const page = await openAs("developer", "/namespaces");
  const shell = new Shell(page);
  await expect(shell.working()).toBeVisible();
  await page.keyboard.press("?");
  await expect(shell.help.getByText("Next row")).toBeVisible();
  await expect(shell.help.getByText("Search and commands")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(shell.help).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(shell.title("Apps")).toBeVisible();
});

test("the theme is chosen, kept, and follows the system until then", async ({ openAs }) => {
  const page = await openAs("developer", "/namespaces", { colorScheme: "dark" });
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await new Shell(page).choose("Theme", "Light");
  await expect(html).toHaveAttribute("data-theme", "light");
  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "light");
});

test("on a phone the sections are a sheet, and rows say what they need in a few lines", async ({ openAs }) => {
  const page = await openAs("developer", "/", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await expect(page.getByRole("link", { name: "checkout-api", exact: true })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Staging" })).toBeHidden();
  const tooWide = () =>
    page.locator("[data-row]").evaluateAll((rows) =>
      rows.flatMap((row) => {
        const { right } = row.getBoundingClientRect();
        const parts = [...row.querySelectorAll("*")].filter((part) => part.getBoundingClientRect().right > right + 1);
        return parts.map((part) => part.textContent);
      }),
    );
  expect(await tooWide()).toEqual([]);
  await page.getByRole("button", { name: /menu|sections/i }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Apps" }).click();
  await expect(new Shell(page).title("Apps")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
});
