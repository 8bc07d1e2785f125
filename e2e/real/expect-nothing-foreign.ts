import { type APIRequestContext, expect, type Page } from "@playwright/test";

const PAGES = ["/", "/apps", "/namespaces", "/clusters", "/clusters/real-1?tab=namespaces"];
const ANSWERS = ["/api/home", "/api/apps", "/api/clusters", "/api/clusters/real-1", "/api/me"];

/** None of the names stands anywhere in the pages that this person may open. */
export async function expectNoNamesOnPages(page: Page, names: readonly string[]): Promise<void> {
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    const content = await page.content();
    for (const name of names) expect(content, path).not.toContain(name);
  }
}

/** None of the texts stands in what the JSON routes, and the `more` given, answer to this person. */
export async function expectNoTextsInAnswers(
  client: APIRequestContext,
  more: readonly string[],
  texts: readonly string[],
): Promise<void> {
  for (const path of [...ANSWERS, ...more]) {
    const answer = await client.get(path);
    expect([path, answer.status()]).toEqual([path, 200]);
    const body = await answer.text();
    for (const text of texts) expect(body, path).not.toContain(text);
  }
}
