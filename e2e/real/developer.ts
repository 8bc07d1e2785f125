import { type APIResponse, expect, type Locator, type Page } from "@playwright/test";

/** What a developer sees in the browser, and what their session is answered. */
export class Developer {
  readonly page: Page;
  readonly #url: string;
  #loads = 0;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
    page.on("load", () => {
      this.#loads += 1;
    });
  }

  /** How often the page has been loaded since it was opened. */
  get loads(): number {
    return this.#loads;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
    this.#loads = 0;
  }

  async get(path: string): Promise<APIResponse> {
    return this.page.request.get(`${this.#url}${path}`);
  }

  workloads(): Locator {
    return this.page.getByRole("table", { name: "Workloads" });
  }

  /** The row of a workload. */
  row(name: string): Locator {
    const link = this.page.getByRole("link", { name, exact: true });
    return this.workloads().getByRole("row").filter({ has: link });
  }

  /** Waits until the list has exactly these workloads. */
  async expectWorkloads(names: readonly string[], timeout?: number): Promise<void> {
    const seen = async () => (await this.workloads().locator("[data-row-link]:visible").allInnerTexts()).toSorted();
    await expect.poll(seen, { timeout }).toEqual(names.toSorted());
  }

  /** The banner that names the clusters whose rows are not live. */
  banner(cluster: string): Locator {
    return this.page.getByText(new RegExp(`^${cluster} .*Showing what it last said`));
  }
}
