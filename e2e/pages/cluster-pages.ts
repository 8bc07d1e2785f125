import { expect, type Locator, type Page } from "@playwright/test";

/** What a platform engineer does with clusters. */
export class ClusterPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** A tile of the fleet. */
  tile(name: string): Locator {
    return this.page
      .getByRole("main")
      .getByRole("listitem")
      .getByRole("link", { name: new RegExp(`^${name} `) });
  }

  contexts(): Locator {
    return this.page.getByRole("table", { name: "Contexts of the file" });
  }

  context(name: string): Locator {
    return this.contexts().getByRole("row").filter({ hasText: name });
  }

  /** One step of a diagnosis, running or done. */
  step(label: string): Locator {
    return this.page.getByRole("list", { name: "Diagnosis" }).getByRole("listitem").filter({ hasText: label });
  }

  /** Gives a file to the page, as a person who chooses one. */
  async upload(kubeconfig: string): Promise<void> {
    const file = { name: "kubeconfig.yaml", mimeType: "application/yaml", buffer: Buffer.from(kubeconfig) };
    await this.page.getByLabel("Kubeconfig file").setInputFiles(file);
  }

  async startAction(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "More actions" }).click();
    await this.page.getByRole("menuitem", { name, exact: true }).click();
  }

  async confirm(title: RegExp, button: string): Promise<void> {
    const dialog = this.page.getByRole("dialog", { name: title });
    await dialog.getByRole("button", { name: button }).click();
    await expect(dialog).toBeHidden();
  }
}
