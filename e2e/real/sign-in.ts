import { expect, type Page } from "@playwright/test";
import type { Account } from "./real-portal.ts";

/** Signs in by the form, and waits for the first page. */
export async function signIn(page: Page, url: string, { email, password }: Account): Promise<void> {
  await page.goto(url);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Clusters" })).toBeVisible();
}
