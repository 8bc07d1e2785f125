import type { Page } from "@playwright/test";
import { DataList } from "../pages/data-list.ts";
import { Shell } from "../pages/shell.ts";
import { newNamespace } from "../support/arrange.ts";
import { onCluster } from "../support/cluster-admin.ts";
import { expect, test } from "../support/test.ts";

const CLUSTER = "staging";
/** More than the connections that a browser opens to one server. */
const TABS = 9;
/** A tab that gets no connection waits without an end; one on a busy machine only for a while. */
const ANSWER = { timeout: 60_000 };

let namespace: string;

test.beforeEach(async () => {
  test.setTimeout(300_000);
  namespace = await newNamespace(CLUSTER);
});

test.afterEach(async () => {
  await onCluster(CLUSTER).deleteNamespace(namespace);
});

const path = () => `/apps?q=namespace:${namespace}`;
const row = (page: Page) => new DataList(page, "Workloads").row("web");
const live = (page: Page) => new Shell(page).working();
const polling = (page: Page) => page.getByRole("button", { name: /^every 5 s · \d+ of \d+ clusters?$/ });
const paused = (page: Page) => page.getByRole("button", { name: /^paused · / });

/** One more tab with the list, in the same browser. All of them count as visible. */
async function oneMore(first: Page, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  const page = await first.context().newPage();
  await prepare(page);
  await page.goto(path(), ANSWER);
  await expect(row(page)).toBeVisible();
  return page;
}

/** As when another tab is chosen, and this one again. */
async function look(page: Page, state: "visible" | "hidden"): Promise<void> {
  await page.evaluate(setVisibility, state);
}

function setVisibility(state: string): void {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

test(`${TABS} tabs of one browser all answer at once, follow the clusters, and say how`, async ({ openAs }) => {
  const pages = [await openAs("platform", path())];
  const [first] = pages as [Page];
  while (pages.length < TABS) pages.push(await oneMore(first));
  for (const page of pages) await expect(live(page).or(polling(page))).toBeVisible();
  const last = pages.at(-1) as Page;
  await expect(live(first)).toBeVisible();
  await expect(polling(last)).toBeVisible();
  await onCluster(CLUSTER).scale(namespace, "web", 3);
  for (const page of [first, last]) await expect(row(page)).toContainText("3/3", { timeout: 30_000 });
  for (const page of pages.slice(0, -1)) await page.close();
  await expect(live(last)).toBeVisible();
});

test("a tab that nobody looks at gives its stream to another, and is brought up to date when looked at", async ({
  openAs,
}) => {
  const first = await openAs("platform", path());
  await expect(live(first)).toBeVisible();
  const unseen = await oneMore(first, (page) => page.addInitScript(setVisibility, "hidden"));
  await expect(paused(unseen)).toBeVisible();
  const others: Page[] = [];
  while (others.length < 3) others.push(await oneMore(first));
  const last = others.at(-1) as Page;
  await expect(polling(last)).toBeVisible();
  await look(first, "hidden");
  await expect(live(last)).toBeVisible();
  await expect(paused(first)).toBeVisible();
  await onCluster(CLUSTER).scale(namespace, "web", 3);
  await expect(row(last)).toContainText("3/3", { timeout: 30_000 });
  await last.close();
  for (const page of [first, unseen]) {
    await look(page, "visible");
    await expect(row(page)).toContainText("3/3");
    await expect(live(page).or(polling(page))).toBeVisible();
  }
});
