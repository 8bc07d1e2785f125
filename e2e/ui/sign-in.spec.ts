import { Shell } from "../pages/shell.ts";
import { SignInPage } from "../pages/sign-in-page.ts";
import { newTeam } from "../support/arrange.ts";
import { PERSONAS, type Persona } from "../support/personas.ts";
import { expect, test } from "../support/test.ts";

const LANDINGS: readonly { who: Persona; heading: string; sections: string[] }[] = [
  {
    who: "developer",
    heading: "All teams",
    sections: ["Home", "Apps", "Namespaces", "Clusters", "Access", "Audit"],
  },
  {
    who: "platform",
    heading: "Platform",
    sections: ["Home", "Summary", "Apps", "Namespaces", "Clusters", "Access", "Audit"],
  },
  { who: "manager", heading: "Summary", sections: ["Summary", "Clusters"] },
];

for (const { who, heading, sections } of LANDINGS) {
  test(`a ${who} signs in by the form, and has the sections of the role`, async ({ openAs }) => {
    const page = await openAs("nobody", "/");
    await expect(page).toHaveURL(/\/sign-in$/);
    await new SignInPage(page).signIn(PERSONAS[who]);
    const shell = new Shell(page);
    await expect(shell.title(heading)).toBeVisible();
    expect(await shell.sections()).toEqual(sections);
  });
}

test("a wrong password and an unknown account are refused in the same words", async ({ openAs }) => {
  const page = await openAs("nobody", "/sign-in");
  const form = new SignInPage(page);
  for (const email of ["noor@example.com", "nobody@example.com"]) {
    await form.signIn({ email, password: "not the password" });
    await expect(form.alert).toHaveText("The e-mail or the password is not right.");
    await page.reload();
  }
});

test("a link leads to its page after signing in", async ({ openAs }) => {
  const path = "/apps?q=status:failing";
  const page = await openAs("nobody", path);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await new SignInPage(page).signIn(PERSONAS.developer);
  await expect(page).toHaveURL((url) => url.pathname === "/apps" && url.searchParams.get("q") === "status:failing");
  await expect(new Shell(page).title("Apps")).toBeVisible();
});

test("a link that leads away from the portal does not", async ({ openAs, stack }) => {
  const page = await openAs("nobody", "/sign-in?next=%2F%2Felsewhere.example%2Fpath");
  await new SignInPage(page).signIn(PERSONAS.developer);
  await expect(new Shell(page).title("All teams")).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(stack.url).origin);
});

test("signing out ends the session in another tab at once, and on the server", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  const page = await openAs("nobody", "/sign-in");
  await new SignInPage(page).signIn(member);
  await expect(page.getByRole("heading", { name: "Nothing has been granted to you yet." })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto("/clusters");
  await expect(new Shell(other).title("Clusters")).toBeVisible();
  await new Shell(page).signOut(member.email);
  await expect(page).toHaveURL(/\/sign-in/);
  const began = performance.now();
  await expect(other).toHaveURL(/\/sign-in\?ended=1/, { timeout: 5_000 });
  const took = Math.round(performance.now() - began);
  test.info().annotations.push({ type: "measured", description: `sign-out reached another tab in ${took} ms` });
  expect((await page.request.get("/api/me")).status()).toBe(401);
});
