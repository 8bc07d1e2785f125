import { type Browser, expect, type Page } from "@playwright/test";
import { SignInPage } from "../pages/sign-in-page.ts";
import type { Account } from "../support/personas.ts";

/** A browser of their own, in which somebody has signed in. */
export async function openPage(browser: Browser, url: string, account: Account): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto("/");
  await new SignInPage(page).signIn(account);
  await expect(
    page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Clusters" }),
  ).toBeVisible();
  return page;
}
