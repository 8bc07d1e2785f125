import { expect, type Locator, type Page } from "@playwright/test";
import type { Account } from "./real-portal.ts";

export type Registration = {
  /** Pasted text, or the path of a file to choose. */
  readonly kubeconfig: { readonly text: string } | { readonly file: string };
  readonly server: string;
  readonly environment: string;
  readonly isProduction: boolean;
};

export type NewGrant = {
  readonly team: string;
  readonly cluster: string;
  readonly namespaces: string;
  readonly reason: string;
};

/** What a platform engineer does in the browser. */
export class Operator {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
  }

  /** Registers one cluster, after the diagnosis has been looked at. @returns the steps of the diagnosis, as read */
  async register({ kubeconfig, server, environment, isProduction }: Registration): Promise<string[]> {
    const { page } = this;
    await this.open("/clusters/register");
    if ("text" in kubeconfig) await page.getByLabel("Kubeconfig", { exact: true }).fill(kubeconfig.text);
    else await page.getByLabel("Kubeconfig file").setInputFiles(kubeconfig.file);
    await page.getByRole("button", { name: "Read the contexts" }).click();
    await expect(page.getByRole("table", { name: "Contexts of the file" })).toContainText(server);
    await page.getByRole("button", { name: "Connect once and check" }).click();
    await expect(page.getByText(/^Answers · v1\./)).toBeVisible();
    const more = page.getByRole("button", { name: "Show all" });
    if (await more.isVisible()) await more.click();
    const steps = await page.getByRole("list", { name: "Diagnosis" }).getByRole("listitem").allTextContents();
    await this.#chooseNewEnvironment(environment, isProduction);
    await page.getByRole("button", { name: "Register cluster" }).click();
    await expect(page.getByText("Registered", { exact: true })).toBeVisible();
    return steps;
  }

  /** An empty inventory has no environment: the form makes one. */
  async #chooseNewEnvironment(name: string, isProduction: boolean): Promise<void> {
    const { page } = this;
    const choice = page.getByRole("combobox", { name: "Environment" });
    const field = page.getByRole("textbox", { name: "New environment" });
    await expect(choice.or(field).first()).toBeVisible();
    if (await choice.isVisible()) await choice.selectOption("New environment");
    await field.fill(name);
    await page.getByLabel("It is production").setChecked(isProduction);
    await page.getByRole("button", { name: "Add environment" }).click();
    await expect(choice).toHaveValue(name.toLowerCase());
  }

  async createTeam(name: string, slug: string): Promise<void> {
    await this.open("/access/teams");
    await this.page.getByRole("button", { name: "Create team" }).first().click();
    const dialog = this.page.getByRole("dialog", { name: "Create team" });
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByRole("button", { name: "Create team" }).click();
    await expect(this.page).toHaveURL(new RegExp(`/access/teams/${slug}$`));
  }

  /** @returns the account with the password that is shown once */
  async createAccount(displayName: string, email: string): Promise<Account> {
    await this.open("/access/people");
    await this.page.getByRole("button", { name: "Create account" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Create account" });
    await dialog.getByLabel("Name").fill(displayName);
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByRole("button", { name: "Create account" }).click();
    const shown = this.page.getByRole("dialog", { name: `Password of ${email}` });
    const password = (await shown.getByTitle(/^\w+(-\w+)+$/).textContent()) ?? "";
    await shown.getByRole("button", { name: "I have kept it" }).click();
    return { email, password };
  }

  async addMember(slug: string, email: string): Promise<void> {
    await this.open(`/access/teams/${slug}`);
    await this.page.getByRole("button", { name: "Add person" }).first().click();
    const dialog = this.page.getByRole("dialog", { name: /^Add a person/ });
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByRole("button", { name: "Add person" }).click();
    await expect(this.page.getByRole("table", { name: "Members" })).toContainText(email);
  }

  /** Grants a team the role of a developer, after the preview has said what that reaches. */
  async grant({ team, cluster, namespaces, reason }: NewGrant): Promise<void> {
    await this.open("/access/grants");
    await this.page.getByRole("button", { name: "Grant access" }).first().click();
    const dialog = this.page.getByRole("dialog", { name: "Grant access" });
    await dialog.getByLabel("Who").selectOption(team);
    await dialog.getByLabel("Where").selectOption(cluster);
    await dialog.getByLabel("Namespaces").fill(namespaces);
    await dialog.getByLabel("Reason").fill(reason);
    const preview = dialog.getByRole("region", { name: "What it reaches now" });
    await expect(preview).toContainText(namespaces);
    await expect(preview).toContainText(/1 of \d+ namespaces/);
    await dialog.getByRole("button", { name: "Grant access" }).click();
    await expect(dialog).toBeHidden();
  }

  /** The grant on a cluster that is in force. */
  grantOn(cluster: string): Locator {
    const rows = this.page.getByRole("table", { name: "Grants" }).getByRole("row");
    return rows.filter({ hasText: cluster }).filter({ hasText: "active" });
  }

  /** Revokes the grant on a cluster; the notice says when it is done. */
  async revoke(cluster: string): Promise<void> {
    await this.open("/access/grants");
    await this.grantOn(cluster)
      .getByRole("button", { name: /^Actions for the grant/ })
      .click();
    await this.page.getByRole("menuitem", { name: "Revoke now" }).click();
  }
}
