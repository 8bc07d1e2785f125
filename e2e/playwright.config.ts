import { defineConfig } from "@playwright/test";
import { findBrowser } from "./support/find-browser.ts";

const browser = await findBrowser();

/** End-to-end tests: the built application with the demo fleet, in a real browser. */
export default defineConfig({
  testDir: ".",
  testIgnore: ["real/**"],
  globalSetup: "./support/start-stack.ts",
  outputDir: "../test-results/e2e",
  // One picture for all systems: the fonts are the project's own.
  snapshotPathTemplate: "{testFileDir}/pictures/{arg}{ext}",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
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
