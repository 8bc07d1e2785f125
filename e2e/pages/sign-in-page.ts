import type { Locator, Page } from "@playwright/test";
import type { Account } from "../support/personas.ts";

export class SignInPage {
  readonly page: Page;
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.alert = page.getByRole("main").getByRole("alert");
  }

  async signIn({ email, password }: Account): Promise<void> {
    await this.page.getByRole("textbox", { name: "E-mail" }).fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }
}
