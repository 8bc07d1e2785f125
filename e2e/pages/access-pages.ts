import { expect, type Locator, type Page } from "@playwright/test";
import type { Account } from "../support/personas.ts";

export type NewGrant = { team: string; cluster: string; namespaces: string; reason: string };

/** What a platform engineer does under Access. */
export class AccessPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  dialog(name: string): Locator {
    return this.page.getByRole("dialog", { name, exact: true });
  }

  async createTeam(name: string): Promise<void> {
    await this.page.goto("/access/teams");
    // An empty list offers it twice: above the list and in it.
    await this.page.getByRole("main").getByRole("button", { name: "Create team" }).first().click();
    const dialog = this.dialog("Create team");
    await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await dialog.getByRole("button", { name: "Create team" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  }

  /** On the page of a team. */
  async addPerson(team: string, email: string): Promise<void> {
    // An empty team offers it twice: above the list and in it.
    await this.page.getByRole("button", { name: "Add person" }).first().click();
    const dialog = this.dialog(`Add a person to ${team}`);
    await dialog.getByRole("textbox", { name: "E-mail" }).fill(email);
    await dialog.getByRole("button", { name: "Add person" }).click();
    await expect(dialog).toBeHidden();
  }

  async grant({ team, cluster, namespaces, reason }: NewGrant): Promise<void> {
    await this.page.goto("/access/grants");
    await this.page.getByRole("main").getByRole("button", { name: "Grant access" }).first().click();
    const dialog = this.dialog("Grant access");
    await dialog.getByRole("combobox", { name: "Who" }).selectOption({ label: team });
    await dialog.getByRole("combobox", { name: "Where" }).selectOption({ label: cluster });
    await dialog.getByRole("textbox", { name: "Namespaces" }).fill(namespaces);
    await dialog.getByRole("textbox", { name: "Reason" }).fill(reason);
    await expect(dialog.getByRole("region", { name: "What it reaches now" })).toContainText(/1 of \d+ namespaces/);
    await dialog.getByRole("button", { name: "Grant access" }).click();
    await expect(dialog).toBeHidden();
  }

  /** The row of a grant, by the reason it was given. */
  grantRow(reason: string): Locator {
    return this.page.getByRole("table", { name: "Grants" }).getByRole("row").filter({ hasText: reason });
  }

  async revoke(reason: string): Promise<void> {
    await this.grantRow(reason)
      .getByRole("button", { name: /^Actions for the grant/ })
      .click();
    await this.page.getByRole("menuitem", { name: "Revoke now" }).click();
    await expect(this.page.getByText("The grant is revoked")).toBeVisible();
  }

  /** @returns the account with the password that was shown once */
  async createAccount(name: string, email: string): Promise<Account> {
    await this.page.goto("/access/people");
    await this.page.getByRole("button", { name: "Create account" }).click();
    const dialog = this.dialog("Create account");
    await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await dialog.getByRole("textbox", { name: "E-mail" }).fill(email);
    await dialog.getByRole("button", { name: "Create account" }).click();
    const shown = this.dialog(`Password of ${email}`);
    const password = await shown
      .getByText(/^\S{12,}$/)
      .first()
      .textContent();
    await shown.getByRole("button", { name: "I have kept it" }).click();
    return { email, password: password ?? "" };
  }

  userRow(email: string): Locator {
    return this.page.getByRole("table", { name: "People" }).getByRole("row").filter({ hasText: email });
  }
}
