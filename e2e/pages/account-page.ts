import type { Locator, Page } from "@playwright/test";

type Passwords = { current: string; next: string; repeated?: string };

/** Your account: who you are, your password, where you are signed in. */
export class AccountPage {
  readonly page: Page;
  readonly form: Locator;
  readonly sessions: Locator;
  readonly alerts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "Change password" });
    this.alerts = this.form.getByRole("alert");
    // The first row holds the headings.
    this.sessions = page
      .getByRole("table", { name: "Sessions" })
      .getByRole("row")
      .filter({ has: page.getByRole("cell") });
  }

  async changePassword({ current, next, repeated = next }: Passwords): Promise<void> {
    await this.form.getByLabel("Current password").fill(current);
    await this.form.getByLabel("New password", { exact: true }).fill(next);
    await this.form.getByLabel("Repeat the new password").fill(repeated);
    await this.form.getByRole("button", { name: "Change password" }).click();
  }
}
