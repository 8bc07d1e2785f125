import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { expect, test } from "../support/test.ts";

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

test("the palette finds Jobs, nodes, teams and people for those who may see them, and nobody else", async ({
  openAs,
}) => {
  const shell = new Shell(await openAs("platform", "/"));
  await shell.openPalette();
  const search = shell.palette.getByRole("combobox");
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
