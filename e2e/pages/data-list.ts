import type { Locator, Page } from "@playwright/test";

/** A list with filter, sort, columns and selection in the address. */
export class DataList {
  readonly page: Page;
  readonly table: Locator;
  readonly filterBox: Locator;

  constructor(page: Page, label: string) {
    this.page = page;
    this.table = page.getByRole("table", { name: label });
    this.filterBox = page.getByRole("combobox", { name: `Filter ${label}` });
  }

  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  link(name: string): Locator {
    return this.table.getByRole("link", { name, exact: true });
  }

  /** The rows that are in the page, without the heads: of a long list the ones on screen and a few around them. */
  drawn(): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("cell") });
  }

  /** The row at a place of the whole list, from 1, whether drawn before or not. */
  rowAt(place: number): Locator {
    return this.drawn().and(this.page.locator(`[aria-rowindex="${place + 1}"]`));
  }

  /** Names of the rows that are drawn, from the top. */
  names(): Promise<string[]> {
    return this.table.getByRole("row").getByRole("link").allInnerTexts();
  }

  /** Texts of one column of the rows that are drawn. */
  async column(header: string): Promise<(string | null)[]> {
    const headers = await this.table.getByRole("columnheader").allInnerTexts();
    const at = headers.indexOf(header);
    const rows = await this.drawn().all();
    return Promise.all(rows.map((row) => row.getByRole("cell").nth(at).textContent()));
  }

  async filterBy(text: string): Promise<void> {
    await this.filterBox.fill(text);
    await this.filterBox.press("Enter");
  }

  chip(text: string): Locator {
    return this.page.getByRole("button", { name: `Remove ${text}`, exact: true });
  }

  count(text: string | RegExp): Locator {
    return this.page.getByRole("main").getByText(text, { exact: true });
  }

  async sortBy(header: string): Promise<void> {
    await this.table.getByRole("columnheader", { name: header }).getByRole("button").click();
  }

  sortOf(header: string): Promise<string | null> {
    return this.table.getByRole("columnheader", { name: header }).getAttribute("aria-sort");
  }

  async toggleColumn(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Columns and density" }).click();
    await this.page.getByRole("menuitemcheckbox", { name }).click();
    await this.page.keyboard.press("Escape");
  }
}
