import { AccessPages } from "../pages/access-pages.ts";
import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { SignInPage } from "../pages/sign-in-page.ts";
import { grantTeam, newNamespace, newTeam, unique } from "../support/arrange.ts";
import { onCluster } from "../support/cluster-admin.ts";
import { expect, test } from "../support/test.ts";

const CLUSTER = "staging";
let namespace: string;

test.beforeAll(async () => {
  namespace = await newNamespace(CLUSTER);
});
test.afterAll(async () => {
  await onCluster(CLUSTER).deleteNamespace(namespace);
});

test("a team gets a person and a namespace in the browser; the person sees it live, until it is revoked", async ({
  openAs,
  apiAs,
}) => {
  test.setTimeout(120_000);
  const { member } = await newTeam(await apiAs("platform"));
  const team = unique("crew");
  const reason = `Runs ${team}`;
  const platform = new AccessPages(await openAs("platform", "/access/teams"));
  const person = await openAs(member, "/");
  const apps = new DataList(person, "Applications");
  let loads = 0;
  person.on("load", () => {
    loads += 1;
  });
  await test.step("without a grant there is nothing", async () => {
    await expect(person.getByRole("heading", { name: "Nothing has been granted to you yet." })).toBeVisible();
  });
  await test.step("a grant shows the application without a reload", async () => {
    await platform.createTeam(team);
    await platform.addPerson(team, member.email);
    await platform.grant({ team, cluster: CLUSTER, namespaces: namespace, reason });
    await expect(apps.row("web")).toContainText("1 of 1 replica ready", { timeout: 20_000 });
    expect(loads).toBe(0);
  });
  await test.step("its address opens it", async () => {
    const second = await person.context().newPage();
    await second.goto(`/namespaces/${CLUSTER}/${namespace}`);
    await expect(new Shell(second).title(namespace)).toBeVisible();
    await second.close();
  });
  await test.step("a revoked grant takes it away without a reload", async () => {
    await platform.revoke(reason);
    await expect(apps.row("web")).toBeHidden({ timeout: 10_000 });
    expect(loads).toBe(0);
  });
  await test.step("its addresses answer like those of nothing", async () => {
    const bodyOf = async (name: string) => {
      const answer = await person.request.get(`/api/namespaces/${CLUSTER}/${name}`);
      const { error } = (await answer.json()) as { error: object };
      return { status: answer.status(), error: { ...error, requestId: "" } };
    };
    expect(await bodyOf(namespace)).toEqual(await bodyOf("no-such-namespace"));
    expect((await bodyOf(namespace)).status).toBe(404);
    await person.goto(`/apps/${CLUSTER}/${namespace}/deployment/web`);
    await expect(new Shell(person).missing()).toBeVisible();
  });
  await test.step("the audit tells of all of it", async () => {
    await platform.page.goto(`/audit?q=${team}`);
    const entries = new DataList(platform.page, "Audit").table.getByRole("link");
    for (const text of [`Created the team ${team}`, `Granted access ${team}`, `Revoked the grant ${team}`]) {
      await expect(entries.filter({ hasText: text })).toHaveCount(1);
    }
    await expect(platform.page.getByRole("button", { name: "Chain is unbroken" })).toBeVisible();
  });
});

test("a grant ends by itself at its end, on the page and in the list of grants", async ({ openAs, apiAs }) => {
  test.setTimeout(90_000);
  const api = await apiAs("platform");
  const { team, member } = await newTeam(api);
  const reason = `Ends soon ${team}`;
  const person = await openAs(member, "/namespaces");
  await expect(person.getByRole("heading", { name: "No namespace has been granted to you yet." })).toBeVisible();
  const expiresAt = Date.now() + 15_000;
  await grantTeam(api, { team, cluster: CLUSTER, namespaces: [namespace], reason, expiresAt });
  const list = new DataList(person, "Namespaces");
  await expect(list.row(namespace)).toBeVisible();
  await expect(list.row(namespace)).toBeHidden({ timeout: 30_000 });
  expect(Date.now()).toBeGreaterThanOrEqual(expiresAt);
  const platform = new AccessPages(await openAs("platform", "/access/grants?q=status:expired"));
  await platform.page.goto("/access/grants");
  await expect(platform.grantRow(reason)).toContainText("expired");
});

test("teams, grants and people show what somebody else changes, without a reload", async ({ openAs, apiAs }) => {
  const api = await apiAs("platform");
  const open = async (path: string, label: string) => {
    const page = await openAs("platform", path);
    await page.clock.install();
    await page.reload();
    const { table } = new DataList(page, label);
    await expect(table).toBeVisible();
    return async (text: string) => {
      await page.clock.fastForward(30_000);
      await expect(table.getByRole("row").filter({ hasText: text })).toBeVisible();
    };
  };
  const teams = await open("/access/teams", "Teams");
  const grants = await open("/access/grants", "Grants");
  const people = await open("/access/people", "People");
  const { team, member } = await newTeam(api);
  await grantTeam(api, { team, cluster: CLUSTER, namespaces: [namespace], reason: `Seen ${team}` });
  await teams(team);
  await grants(`Seen ${team}`);
  await people(member.email);
});

test("people are listed with their teams as soon as these are changed on the same page", async ({ openAs, apiAs }) => {
  const { team, member } = await newTeam(await apiAs("platform"));
  const { team: other } = await newTeam(await apiAs("platform"));
  const platform = new AccessPages(await openAs("platform", "/access/people"));
  const part = (name: string) => platform.page.getByRole("main").getByRole("link", { name, exact: true });
  await expect(platform.userRow(member.email)).toContainText(team);
  await part("Teams").click();
  await new DataList(platform.page, "Teams").link(other).click();
  await platform.addPerson(other, member.email);
  await part("Teams").click();
  await part("People").click();
  await expect(platform.userRow(member.email)).toContainText(other, { timeout: 5_000 });
});

test("the portal explains why a person sees something, and what is missing when not", async ({ openAs, apiAs }) => {
  const api = await apiAs("platform");
  const { team, member } = await newTeam(api);
  await grantTeam(api, { team, cluster: CLUSTER, namespaces: [namespace], reason: "Explained" });
  const page = await openAs("platform", "/access/explain");
  const name = member.email.split("@")[0] ?? "";
  await page.getByRole("combobox", { name: "Can this person" }).selectOption({ label: `${name} · ${member.email}` });
  await page.getByRole("combobox", { name: "in this cluster" }).selectOption({ label: CLUSTER });
  const field = page.getByRole("combobox", { name: "and namespace" });
  await field.fill(namespace);
  await field.press("Enter");
  const answer = page.getByRole("region", { name: "Answer" });
  await expect(answer).toContainText("Yes");
  await expect(answer).toContainText(team);
  await page.getByRole("combobox", { name: "do this" }).selectOption({ label: "read Secrets" });
  await expect(answer).toContainText("No");
});

test("an account is made, signs in, and loses its open page when it is suspended", async ({ openAs }) => {
  const platform = new AccessPages(await openAs("platform", "/access/people"));
  const email = `${unique("person")}@example.com`;
  const account = await platform.createAccount("New Colleague", email);
  const page = await openAs("nobody", "/sign-in");
  await new SignInPage(page).signIn(account);
  await expect(page.getByRole("heading", { name: "Nothing has been granted to you yet." })).toBeVisible();
  await platform
    .userRow(email)
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await platform.page.getByRole("menuitem", { name: /^Suspend/ }).click();
  const dialog = platform.page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Suspend/ }).click();
  await expect(page).toHaveURL(/\/sign-in/, { timeout: 10_000 });
  await new SignInPage(page).signIn(account);
  await expect(new SignInPage(page).alert).toHaveText("The e-mail or the password is not right.");
});
