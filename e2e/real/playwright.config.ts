import { defineConfig } from "@playwright/test";
import { findBrowser } from "../support/find-browser.ts";

const browser = await findBrowser();

/** The real run: the built application with two real control planes, in a real browser, one step after the other. */
export default defineConfig({
  testDir: ".",
  globalSetup: "./prepare.ts",
  outputDir: "../../test-results/real",
  timeout: 300_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: browser.executablePath, args: [...browser.args] },
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "off",
    locale: "en-GB",
    timezoneId: "UTC",
  },
});
