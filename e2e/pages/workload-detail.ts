import type { Locator, Page } from "@playwright/test";

/** One workload, in the drawer over a list or on its page. */
export class WorkloadDetail {
  readonly page: Page;
  readonly drawer: Locator;

  constructor(page: Page, name: string) {
    this.page = page;
    this.drawer = page.getByRole("dialog", { name: name, exact: true });
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  /** Shows a part. @returns its panel */
  async show(name: string): Promise<Locator> {
    await this.tab(name).click();
    return this.panel(name);
  }

  panel(name: string): Locator {
    return this.page.getByRole("tabpanel", { name: new RegExp(`^${name}`) });
  }
}
