import { violations } from "../a11y/violations.ts";
import { AccountPage } from "../pages/account-page.ts";
import { Shell } from "../pages/shell.ts";
import { SignInPage } from "../pages/sign-in-page.ts";
import { newTeam } from "../support/arrange.ts";
import { expect, test } from "../support/test.ts";

const NEW = "a password of my own";

test("a person changes the password that was made for them: every other session ends, this browser stays", async ({
  openAs,
  apiAs,
}) => {
  test.setTimeout(120_000);
  const { team, member } = await newTeam(await apiAs("platform"));
  const arrive = async () => {
    const page = await openAs("nobody", "/sign-in?next=/account");
    await new SignInPage(page).signIn(member);
    await expect(new Shell(page).title("Your account")).toBeVisible();
    return page;
  };
  const elsewhere = await arrive();
  const here = await arrive();
  const beside = await here.context().newPage();
  await beside.goto("/account");
  const account = new AccountPage(here);
  await expect(here.getByRole("link", { name: team })).toHaveAttribute("href", `/access/teams/${team}`);
  await expect(account.sessions).toHaveCount(2);
  await expect(account.sessions.first()).toContainText(/Chrome on \w+/);
  await expect(account.sessions.first()).toContainText("this one");
  await expect(here.getByText("This password was made for you.")).toBeVisible();
  await account.changePassword({ current: member.password, next: NEW });
  await expect(here.getByText("Your password is changed")).toBeVisible();
  await expect(elsewhere).toHaveURL(/\/sign-in\?ended=1/, { timeout: 10_000 });
  await expect(here.getByText("This password was made for you.")).toBeHidden();
  await expect(account.sessions).toHaveCount(1);
  for (const tab of [here, beside]) {
    await expect(tab).toHaveURL(/\/account$/);
    await tab.reload();
    await expect(new Shell(tab).title("Your account")).toBeVisible();
  }
  const form = new SignInPage(elsewhere);
  await form.signIn(member);
  await expect(form.alert).toHaveText("The e-mail or the password is not right.");
  await form.signIn({ ...member, password: NEW });
  await expect(new Shell(elsewhere).title("Your account")).toBeVisible();
});

test("what is wrong with a password stands at its field, with the rule", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  const account = new AccountPage(await openAs(member, "/account"));
  const current = member.password;
  await account.changePassword({ current, next: NEW, repeated: "something else" });
  await expect(account.alerts).toHaveText("Repeat the new password: not the same as the new password");
  await account.changePassword({ current, next: "short" });
  await expect(account.alerts).toHaveText("New password: at least 12 characters");
  await account.changePassword({ current, next: current });
  await expect(account.alerts).toHaveText("New password: not the current password");
  await account.changePassword({ current: "not the password", next: NEW });
  await expect(account.alerts).toHaveText("Current password: is not right");
  await expect(account.form.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
  expect(await violations(account.page)).toEqual([]);
});

test("the account is reached and the password changed by keyboard alone", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  const page = await openAs(member, "/clusters");
  const shell = new Shell(page);
  await shell.openPalette();
  await shell.palette.getByRole("combobox").fill("your account");
  await page.keyboard.press("Enter");
  await expect(shell.title("Your account")).toBeVisible();
  const { form } = new AccountPage(page);
  await form.getByLabel("Current password").focus();
  for (const text of [member.password, NEW, NEW]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await expect(form.getByRole("button", { name: "Change password" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your password is changed")).toBeVisible();
});

test("one signs out everywhere else from the menu's account page, also on a phone", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  const elsewhere = await openAs("nobody", "/sign-in");
  await new SignInPage(elsewhere).signIn(member);
  await expect(elsewhere.getByRole("heading", { name: "Nothing has been granted to you yet." })).toBeVisible();
  const page = await openAs(member, "/", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.getByRole("button", { name: /menu|sections/i }).click();
  await new Shell(page).openAccount(member.email);
  await expect(new Shell(page).title("Your account")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  const account = new AccountPage(page);
  await expect(account.sessions).toHaveCount(2);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
  await expect(account.sessions).toHaveCount(1);
  await expect(elsewhere).toHaveURL(/\/sign-in\?ended=1/, { timeout: 10_000 });
});
