import { expect, type Locator, type Page } from "@playwright/test";

/** What stands around every page: sections, pickers, the live dot, the person's menu, palette and help. */
export class Shell {
  readonly page: Page;
  readonly palette: Locator;
  readonly help: Locator;

  constructor(page: Page) {
    this.page = page;
    this.palette = page.getByRole("dialog", { name: "Search and commands" });
    this.help = page.getByRole("dialog", { name: "Keyboard" });
  }

  title(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  /** Names of the sections, as this person has them. */
  async sections(): Promise<string[]> {
    return this.page.getByRole("navigation", { name: "Sections" }).getByRole("link").allInnerTexts();
  }

  async goTo(section: string): Promise<void> {
    await this.page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: section }).click();
  }

  async choose(picker: "Team" | "Scope" | "Theme", option: string | RegExp): Promise<void> {
    await this.page
      .getByRole("banner")
      .getByRole("button", { name: new RegExp(`^${picker}`) })
      .click();
    await this.page.getByRole("menuitemradio", { name: option, exact: true }).click();
  }

  live(): Locator {
    return this.page.getByRole("button", { name: /^live · (\d+) of \1 clusters?$/ });
  }

  /** There once the page's scripts run and its stream has answered, whatever the state of the clusters: keys work then. */
  working(): Locator {
    return this.page.getByRole("button", { name: /^live · \d+ of \d+ clusters?$/ });
  }

  /** By its key, which works once the page's scripts run. */
  async openPalette(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press("ControlOrMeta+k");
      await expect(this.palette).toBeVisible({ timeout: 2_000 });
    }).toPass();
  }

  async openAccount(email: string): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^${email}`) }).click();
    await this.page.getByRole("menuitem", { name: "Your account" }).click();
  }

  async signOut(email: string): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^${email}`) }).click();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
  }

  /** Says that a place does not exist or is not this person's; the two must look the same. */
  missing(): Locator {
    return this.title("This does not exist, or you do not have access to it.");
  }
}
