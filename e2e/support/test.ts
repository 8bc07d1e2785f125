import { type APIRequestContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { createFaults, type Faults } from "./faults.ts";
import { type Account, PERSONAS, type Persona } from "./personas.ts";
import { OWN_PAGE, signIn } from "./sign-in.ts";
import { currentStack, type Stack } from "./stack.ts";
import { watchContext } from "./watch-page.ts";

type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** Who looks: one of the demo's people, an account of the test's own, or nobody. */
export type Who = Persona | Account | "nobody";

type TestFixtures = {
  /** Opens a page in a browser context of its own, signed in once per worker. */
  openAs: (who: Who, path: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A client for the portal's API with that person's session. */
  apiAs: (who: Who) => Promise<APIRequestContext>;
  faults: Faults;
};

type WorkerFixtures = { stack: Stack; sessions: Map<string, Promise<StorageState>> };

async function stateOf(account: Account): Promise<StorageState> {
  const client = await signIn(account);
  const state = await client.storageState();
  await client.dispose();
  return state;
}

const accountOf = (who: Persona | Account): Account => (typeof who === "string" ? PERSONAS[who] : who);

function sessionOf(sessions: Map<string, Promise<StorageState>>, who: Who): Promise<StorageState | undefined> {
  if (who === "nobody") return Promise.resolve(undefined);
  const account = accountOf(who);
  const known = sessions.get(account.email) ?? stateOf(account);
  sessions.set(account.email, known);
  return known;
}

/** Playwright's test with this project's people and clusters. Every page is watched for what no page may do. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern
    async ({}, use) => {
      await use(currentStack());
    },
    { scope: "worker" },
  ],
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern
    async ({}, use) => {
      await use(new Map());
    },
    { scope: "worker" },
  ],
  baseURL: async ({ stack }, use) => {
    await use(stack.url);
  },
  openAs: async ({ browser, stack, sessions }, use) => {
    const watched: { problems: string[]; close: () => Promise<void> }[] = [];
    await use(async (who, path, options = {}) => {
      const storageState = await sessionOf(sessions, who);
      const context = await browser.newContext({
        baseURL: stack.url,
        viewport: { width: 1440, height: 900 },
        reducedMotion: "reduce",
        ...options,
        storageState,
      });
      watched.push({ problems: watchContext(context), close: () => context.close() });
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    for (const { close } of watched) await close();
    expect(watched.flatMap(({ problems }) => problems)).toEqual([]);
  },
  apiAs: async ({ playwright, stack, sessions }, use) => {
    const clients: APIRequestContext[] = [];
    await use(async (who) => {
      const storageState = await sessionOf(sessions, who);
      const client = await playwright.request.newContext({
        baseURL: stack.url,
        extraHTTPHeaders: OWN_PAGE,
        storageState,
      });
      clients.push(client);
      return client;
    });
    for (const client of clients) await client.dispose();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern
  faults: async ({}, use) => {
    await use(createFaults());
  },
});

export { expect };
