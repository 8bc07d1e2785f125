import { globSync } from "node:fs";
import { join } from "node:path";
import { arrive } from "../support/arrive.ts";
import { PORTAL_PAGES } from "../support/portal-pages.ts";
import { expect, test } from "../support/test.ts";

const APP = join(import.meta.dirname, "../../app");
const PHONE = { width: 390, height: 844 };

/** The folders of `app` that have a page, as routes. What exists for development only is no page of the product. */
function routesOfApp(): string[] {
  return globSync("**/page.tsx", { cwd: APP, exclude: ["dev/**"] })
    .map((file) => `/${file.split("/").slice(0, -1).join("/")}`.replace(/\/\([^)]*\)/g, "") || "/")
    .sort();
}

test("the table of pages names every page that there is", () => {
  expect([...new Set(PORTAL_PAGES.map(({ route }) => route))].sort()).toEqual(routesOfApp());
});

for (const { path, as, heading } of PORTAL_PAGES) {
  test(`${path} fits a phone without scrolling sideways`, async ({ openAs }) => {
    const page = await openAs(as, path, { viewport: PHONE, hasTouch: true });
    await arrive(page, heading);
    const widths = () =>
      page.evaluate(() => ({
        page: document.documentElement.scrollWidth,
        screen: document.documentElement.clientWidth,
      }));
    await expect.poll(widths).toEqual({ page: PHONE.width, screen: PHONE.width });
  });
}
