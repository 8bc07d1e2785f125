import type { APIRequestContext, Page } from "@playwright/test";
import { violations } from "../a11y/violations.ts";
import { DataList } from "../pages/data-list.ts";
import { newTeam, unique } from "../support/arrange.ts";
import { expect, test } from "../support/test.ts";

/** Attempts of one person that are refused, each a row of the audit with the name of its target. */
async function refused(api: APIRequestContext, names: readonly string[]): Promise<void> {
  for (const slug of names) {
    const answer = await api.post("/api/teams", { data: { slug, name: slug } });
    expect(answer.status()).toBe(403);
  }
}

/** Whether what is in the table reaches beyond its edge, or leaves a part of it empty. */
function widths(page: Page) {
  return page.getByRole("table", { name: "Audit" }).evaluate((table) => {
    const row = table.querySelector("[data-row]");
    const cells = [...(row?.children ?? [])]
      .map((cell) => cell.getBoundingClientRect())
      .filter(({ width }) => width > 0);
    const { left, right } = table.getBoundingClientRect();
    return [Math.round((cells[0]?.left ?? 0) - left), Math.round(right - (cells.at(-1)?.right ?? 0))];
  });
}

test("the server filters by person, action, outcome and words; the filter is an address, and can be cleared", async ({
  openAs,
  apiAs,
}) => {
  const { member } = await newTeam(await apiAs("platform"));
  const [one, two] = [unique("one"), unique("two")];
  await refused(await apiAs(member), [one, two]);
  const page = await openAs("platform", "/audit");
  const list = new DataList(page, "Audit");
  await list.filterBy(`who:${member.email} `);
  await list.filterBy("action:team ");
  await list.filterBy("outcome:denied ");
  await expect(list.count("2")).toBeVisible();
  expect(await list.names()).toEqual([`Tried to create the team ${two}`, `Tried to create the team ${one}`]);
  await list.filterBy(two.slice(0, -2));
  await expect(list.count("1")).toBeVisible();
  await page.reload();
  await expect(list.chip(`who:${member.email}`)).toBeVisible();
  await expect.poll(() => list.names()).toEqual([`Tried to create the team ${two}`]);
  await list.chip("outcome:denied").click();
  await list.filterBy("nothing-has-this-name");
  await expect(page.getByRole("heading", { name: "Nothing in the audit matches." })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter and the period" }).click();
  await expect(page).toHaveURL((url) => url.search === "");
  await expect(list.table.getByRole("row").nth(3)).toBeVisible();
});

test("a period is a length of time or days", async ({ openAs }) => {
  const page = await openAs("platform", "/audit");
  const list = new DataList(page, "Audit");
  await expect(list.table).toBeVisible();
  await page.getByRole("button", { name: "Period: Any time" }).click();
  const choice = page.getByRole("dialog", { name: "Period" });
  await choice.getByRole("radio", { name: "Last hour" }).check();
  await expect(page.getByRole("button", { name: "Period: Last hour" })).toBeAttached();
  await expect(list.table).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await choice.getByLabel("Last day").fill("2020-02-03");
  await expect(page.getByRole("heading", { name: "Nothing in the audit matches." })).toBeVisible();
  await choice.getByLabel("First day").fill("2020-02-01");
  await expect(page).toHaveURL((url) => url.searchParams.get("period") === "2020-02-01..2020-02-03");
  await page.reload();
  await page.getByRole("button", { name: "Period: 1 Feb 2020 – 3 Feb 2020" }).click();
  await choice.getByRole("radio", { name: "Any time" }).check();
  await expect(list.table).toBeVisible();
});

test("older rows follow without a gap, and the list keeps its place", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  const names = Array.from({ length: 104 }, (_, index) => unique(`n${index}`));
  await refused(await apiAs(member), names);
  const page = await openAs("platform", `/audit?q=who:${member.email} outcome:denied`);
  const list = new DataList(page, "Audit");
  await expect(list.count("80 loaded")).toBeVisible();
  const older = page.getByRole("button", { name: "Show older" });
  const last = list.link(`Tried to create the team ${names[24]}`);
  const place = async () => (await last.boundingBox())?.y;
  await older.hover();
  // Rows are measured as they are drawn, which moves those below them: until going to the button moves nothing more.
  await expect(async () => {
    const rested = await place();
    await older.hover();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await place()).toBe(rested);
  }).toPass();
  const before = await place();
  await older.click();
  await expect(list.count("104")).toBeVisible();
  // By less than a row: those that are not drawn any more are held to be as high as the others.
  await expect.poll(async () => Math.abs(((await place()) ?? 0) - (before ?? 0))).toBeLessThan(39);
  await expect(list.link(`Tried to create the team ${names[23]}`)).toBeVisible();
  await expect(older).toBeHidden();
  const answers = await page.evaluate(
    async (q) => {
      const first = await (await fetch(`/api/audit?q=${q}`)).json();
      const second = await (await fetch(`/api/audit?q=${q}&cursor=${first.nextCursor}`)).json();
      return [...first.items, ...second.items].map((row) => row.target.name);
    },
    encodeURIComponent(`who:${member.email} outcome:denied`),
  );
  expect(answers).toEqual(names.toReversed());
});

test("a long list stays where it was scrolled to when what draws long lists arrives", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  const names = Array.from({ length: 95 }, (_, index) => unique(`n${index}`));
  await refused(await apiAs(member), names);
  const page = await openAs(member, "/account");
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes("scrollMargin")) await held;
    await route.fulfill({ response });
  });
  await page.goto("/audit");
  await page.getByRole("button", { name: "Show older" }).click();
  const list = new DataList(page, "Audit");
  await expect(list.count("96")).toBeVisible();
  const row = list.link(`Tried to create the team ${names[20]}`);
  await row.scrollIntoViewIfNeeded();
  arrive();
  await expect(page.locator("tbody td[height]").first()).toBeAttached();
  const scrolled = () => page.evaluate(() => window.scrollY);
  await expect(async () => {
    const before = await scrolled();
    await page.evaluate(async () => {
      for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
    });
    expect(await scrolled()).toBe(before);
  }).toPass();
  await expect(row).toBeInViewport();
});

test("a row opens beside the list by keyboard, and by its address whatever the list shows", async ({
  openAs,
  apiAs,
}) => {
  const api = await apiAs("platform");
  const { member } = await newTeam(api);
  const [one, two] = [unique("one"), unique("two")];
  await refused(await apiAs(member), [one, two]);
  const found = (await (await api.get(`/api/audit?q=target:${one}`)).json()) as { items: { id: string }[] };
  const id = found.items[0]?.id;
  const page = await openAs("platform", `/audit?q=who:${member.email} outcome:denied`);
  const list = new DataList(page, "Audit");
  await expect(list.count("2")).toBeVisible();
  const drawer = (name: string) => page.getByRole("dialog", { name: `Tried to create the team ${name}` });
  await page.keyboard.press("j");
  await expect(list.link(`Tried to create the team ${two}`)).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByText("1 selected")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(drawer(two)).toBeVisible();
  await page.keyboard.press("j");
  await expect(drawer(one)).toContainText("team.create");
  expect(await violations(page)).toEqual([]);
  await expect(page).toHaveURL((url) => url.searchParams.get("event") === id);
  await page.goBack();
  await expect(drawer(one)).toBeHidden();
  await page.keyboard.press("/");
  await expect(list.filterBox).toBeFocused();
  await page.goto(`/audit?q=nothing-has-this-name&event=${id}`);
  await expect(drawer(one)).toBeVisible();
  await drawer(one).getByRole("link", { name: one }).click();
  await expect(list.chip(`target:${one}`)).toBeVisible();
  await expect(list.count("1")).toBeVisible();
  const other = await openAs("developer", `/audit?event=${id}`);
  await expect(other.getByRole("heading", { name: /^This row does not exist/ })).toBeVisible();
  const own = await openAs(member, `/audit?event=${id}`);
  await expect(own.getByRole("dialog", { name: `Tried to create the team ${one}` })).toBeVisible();
});

test("a search goes on through a long audit and says how far it has come; a filter that asks too much says why", async ({
  openAs,
}) => {
  const page = await openAs("platform", "/audit");
  const list = new DataList(page, "Audit");
  await expect(list.table).toBeVisible();
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const next = { items: [], nextCursor: "00000000-0000-7000-8000-000000000000", searchedTo: Date.UTC(2026, 0, 3, 12) };
  await page.route(/\/api\/audit\?.*q=rare/, async (route) => {
    const further = route.request().url().includes("cursor=");
    if (further) await held;
    await route.fulfill({ json: further ? { items: [] } : next });
  });
  await list.filterBy("rare");
  await expect(page.getByRole("heading", { name: "Nothing has matched so far." })).toBeVisible();
  await expect(page.getByText("Searched back to 3 Jan 2026, and going on")).toBeVisible();
  answer();
  await expect(page.getByRole("heading", { name: "Nothing in the audit matches." })).toBeVisible();
  await list.filterBy("a b c d e f g h i j k");
  await expect(page.getByText("a filter has at most 10 conditions")).toBeVisible();
  await list.filterBy("");
  await expect(list.table).toBeVisible();
});

test("what has come since is counted, and shown when it is asked for", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  const api = await apiAs(member);
  const [one, two] = [unique("one"), unique("two")];
  await refused(api, [one]);
  const page = await openAs("platform", "/audit");
  await page.clock.install();
  await page.goto(`/audit?q=who:${member.email} outcome:denied`);
  const list = new DataList(page, "Audit");
  await expect(list.count("1")).toBeVisible();
  await refused(api, [two]);
  await page.clock.fastForward(30_000);
  await page.getByRole("button", { name: "Show 1 new" }).click();
  await expect.poll(() => list.names()).toEqual([`Tried to create the team ${two}`, `Tried to create the team ${one}`]);
  await expect(page.getByRole("button", { name: "Show 1 new" })).toBeHidden();
});

test("people see what they did, in rows that fit every screen", async ({ openAs, apiAs }) => {
  const { member } = await newTeam(await apiAs("platform"));
  await refused(
    await apiAs(member),
    Array.from({ length: 90 }, (_, index) => unique(`a-rather-long-name-of-a-team-${index}`)),
  );
  const page = await openAs(member, "/audit");
  const list = new DataList(page, "Audit");
  await page.getByRole("button", { name: "Show older" }).click();
  await expect(list.count("91")).toBeVisible();
  await expect(page.getByRole("button", { name: /Chain/ })).toBeHidden();
  for (const width of [1440, 1024, 700]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await widths(page), `${width}`).toEqual([0, 0]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(list.table.getByRole("columnheader", { name: "When" })).toBeHidden();
  await expect(list.table.getByRole("row").filter({ hasText: "Denied" }).first()).toContainText(/now|s$|min$/);
  expect(await widths(page)).toEqual([0, 0]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
