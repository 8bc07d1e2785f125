import { arrive } from "../support/arrive.ts";
import { expect, test } from "../support/test.ts";
import { expectNoViolations } from "./violations.ts";

/** Pages with parts, of which the other tests see the first. */
const PAGES = [
  { path: "/apps/eu-prod/pay-checkout/deployment/checkout-api", as: "developer", heading: "checkout-api" },
  { path: "/namespaces/us-prod/pay-ledger", as: "developer", heading: "pay-ledger" },
  { path: "/clusters/eu-prod", as: "platform", heading: "eu-prod" },
  { path: "/access/teams/payments", as: "platform", heading: "Payments" },
] as const;

for (const { path, as, heading } of PAGES) {
  test(`each part of ${path} has no accessibility violation, light and dark`, async ({ openAs }) => {
    const page = await openAs(as, path);
    await arrive(page, heading);
    const [, ...others] = await page.getByRole("tab").all();
    expect(others.length).toBeGreaterThan(0);
    for (const tab of others) {
      await tab.click();
      await expect(tab).toHaveAttribute("aria-selected", "true");
      await arrive(page, heading);
      await expectNoViolations(page, (await tab.textContent()) ?? "", { part: "main" });
    }
  });
}

test("a node beside the list has no accessibility violation, light and dark", async ({ openAs }) => {
  const page = await openAs("platform", "/clusters/gpu-research?tab=nodes&node=gpu-h100-01");
  await expect(page.getByRole("dialog", { name: "gpu-h100-01" })).toBeVisible();
  await arrive(page, "gpu-h100-01");
  await expectNoViolations(page, "node", { part: "[role=dialog]" });
});
