import { violations } from "../a11y/violations.ts";
import { expect, test } from "../support/test.ts";

/** Tall enough for everything on the page: a picture of a fixed size is compared, whatever a line more would do. */
const SCREEN = { width: 1200, height: 2600 };

for (const colorScheme of ["light", "dark"] as const) {
  test(`the reference of all primitives looks as it did, ${colorScheme}, and everybody can use it`, async ({
    openAs,
  }) => {
    const page = await openAs("nobody", "/dev/components", { viewport: SCREEN, colorScheme });
    await expect(page.getByRole("heading", { name: "Components", level: 1 })).toBeVisible();
    await expect(page.getByRole("table").last()).toBeVisible();
    // It shows twice what a page has once, under the same name.
    expect((await violations(page)).filter((line) => !line.startsWith("landmark-unique"))).toEqual([]);
    // Browsers of other versions smooth letters in another way; a block that is missing or moved is far more.
    await expect(page).toHaveScreenshot(`components-${colorScheme}.png`, { maxDiffPixelRatio: 0.03 });
  });
}
