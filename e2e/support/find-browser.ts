import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** What keeps a browser from calling home while tests run, and lets it run as root in a container. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

export type Browser = { readonly executablePath: string; readonly args: readonly string[] };

/**
 * A Chromium: the one that WHEELHOUSE_BROWSER names, Playwright's own, one of the system, or the one that came with
 * npm (Linux).
 * @throws an Error with one sentence when there is none
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.WHEELHOUSE_BROWSER;
  if (named && !existsSync(named)) throw new Error(`WHEELHOUSE_BROWSER: there is no file ${named}.`);
  const found = [named, chromium.executablePath(), ...SYSTEM].find((path) => path && existsSync(path));
  if (found) return { executablePath: found, args: QUIET };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chromium was found: install Chrome, or name one in WHEELHOUSE_BROWSER.");
  }
  // Its own arguments are for other places than this: one process, no web security. Only the program is wanted.
  const packed = (await import("@sparticuz/chromium")).default;
  return { executablePath: await packed.executablePath(), args: QUIET };
}
