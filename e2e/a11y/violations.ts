import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** An open menu stands at the end of the page, in no landmark: it belongs to its button, which has the focus back after. */
const OPEN_MENU = "region: div[data-radix-popper-content-wrapper";

/**
 * What axe finds moderate or worse, with the places, in lines that a person can act on.
 * @param part a selector, when only what lies in it is in question
 */
export async function violations(page: Page, part?: string): Promise<string[]> {
  // There are no frames of other origins, and only violations are looked at: both make axe several times faster.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const found = await (part ? axe.include(part) : axe).withTags(STANDARDS).analyze();
  return found.violations
    .filter(({ impact }) => impact !== "minor")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`))
    .filter((line) => !line.startsWith(OPEN_MENU));
}

type Look = {
  /** A selector, when only what lies in it is in question. */
  part?: string;
  /** Colours come from the theme: for what has none of its own, one theme is enough. */
  themes?: readonly ("light" | "dark")[];
};

/** Looks with axe at a page, or a part of it. */
export async function expectNoViolations(page: Page, name: string, look: Look = {}): Promise<void> {
  for (const colorScheme of look.themes ?? (["light", "dark"] as const)) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    expect(await violations(page, look.part), `${name}, ${colorScheme}`).toEqual([]);
  }
}
