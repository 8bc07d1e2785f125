import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { ClusterPages } from "../e2e/pages/cluster-pages.ts";
import { findBrowser } from "../e2e/support/find-browser.ts";
import { launchStack } from "../e2e/support/launch-stack.ts";
import { oddKubeconfig } from "../e2e/support/odd-kubeconfig.ts";
import { PERSONAS, type Persona } from "../e2e/support/personas.ts";
import { signIn } from "../e2e/support/sign-in.ts";
import { publishStack, type Stack } from "../e2e/support/stack.ts";
import { build } from "./steps/build.ts";
import { generate } from "./steps/generate.ts";

const ROOT = join(import.meta.dirname, "..");
const OUT = join(ROOT, "docs/screenshots");
const FIRST_READ_MS = 60_000;
const CHECKOUT = "/apps?open=eu-prod%2Fpay-checkout%2Fdeployment%2Fcheckout-api";

type Shot = {
  readonly name: string;
  readonly persona: Persona;
  readonly path: string;
  readonly theme: "light" | "dark";
  /** A heading that is there when the page is. */
  readonly heading: RegExp;
  /** Waits for, or brings about, what the picture is of. */
  readonly arrange?: (page: Page, stack: Stack) => Promise<void>;
  readonly width?: number;
};

const SHOTS: readonly Shot[] = [
  {
    name: "home-light",
    persona: "developer",
    path: "/?team=payments",
    theme: "light",
    heading: /payments/i,
    arrange: async (page) => await page.getByRole("heading", { name: "Quota" }).waitFor(),
  },
  { name: "home-dark", persona: "developer", path: "/?team=payments", theme: "dark", heading: /payments/i },
  {
    name: "workload-dark",
    persona: "developer",
    path: CHECKOUT,
    theme: "dark",
    heading: /checkout-api/,
    arrange: async (page) => await page.getByRole("tab", { name: /overview/i }).waitFor(),
  },
  { name: "clusters-light", persona: "platform", path: "/clusters", theme: "light", heading: /clusters/i },
  {
    name: "register-light",
    persona: "platform",
    path: "/clusters/register",
    theme: "light",
    heading: /register/i,
    arrange: showFirstConnection,
  },
  { name: "grants-dark", persona: "platform", path: "/access/grants", theme: "dark", heading: /access/i },
  { name: "summary-light", persona: "manager", path: "/summary", theme: "light", heading: /summary/i },
  { name: "home-phone", persona: "developer", path: "/", theme: "light", heading: /teams|payments/i, width: 390 },
];

/** `npm run screenshots`: the README's pictures, from the demo. */
async function main(): Promise<void> {
  await generate(ROOT);
  await build(ROOT);
  mkdirSync(OUT, { recursive: true });
  const { stack, stop } = await launchStack();
  publishStack(stack);
  const { executablePath, args } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: [...args] });
  try {
    for (const shot of SHOTS) {
      await take(browser, stack, shot);
      console.log(`docs/screenshots/${shot.name}.png`);
    }
  } finally {
    await browser.close();
    await stop();
  }
}

/** A kubeconfig of which one context can be used and has been connected to, and others are refused. */
async function showFirstConnection(page: Page, { spare }: Stack): Promise<void> {
  await new ClusterPages(page).upload(oddKubeconfig(spare.kubeconfigs.alpha ?? ""));
  await page.getByRole("button", { name: "Read the contexts" }).click();
  await page.getByRole("button", { name: "Connect once and check" }).click();
  await page.getByText(/^Answers · v1\./).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
}

async function take(browser: Browser, stack: Stack, shot: Shot): Promise<void> {
  const client = await signIn(PERSONAS[shot.persona]);
  const storageState = await client.storageState();
  await client.dispose();
  const viewport = { width: shot.width ?? 1440, height: shot.width ? 844 : 900 };
  const context = await browser.newContext({ storageState, viewport, colorScheme: shot.theme, baseURL: stack.url });
  const page = await context.newPage();
  await page.goto(shot.path);
  await page.getByRole("heading", { name: shot.heading }).first().waitFor();
  await shot.arrange?.(page, stack);
  // The stream has answered when the mark in the top bar counts clusters.
  await page
    .getByText(/^live · \d+ of \d+/)
    .first()
    .waitFor({ state: "attached" });
  // After a fresh start some clusters are still being read for a moment.
  await page.getByText(/being read for the first time/).waitFor({ state: "detached", timeout: FIRST_READ_MS });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(OUT, `${shot.name}.png`), animations: "disabled" });
  await context.close();
}

await main();
