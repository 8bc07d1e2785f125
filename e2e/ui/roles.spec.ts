import { Shell } from "../pages/shell.ts";
import { expect, test } from "../support/test.ts";

test("a manager has the sums of the fleet, and no page or answer with names of workloads", async ({
  openAs,
  apiAs,
}) => {
  const page = await openAs("manager", "/summary");
  const shell = new Shell(page);
  const teams = page.getByRole("table", { name: "Teams" });
  for (const team of ["Payments", "Search", "Media", "Data", "Platform"]) {
    const row = teams.getByRole("row").filter({ hasText: team }).first();
    // Requested and really used: the demo serves the metrics API on five of its six clusters.
    await expect(row.getByRole("img", { name: `CPU of ${team}: used: ` })).toHaveAccessibleName(/cores?, \d+ %$/);
  }
  await expect(page.getByText("Use is measured in 5 of 6 clusters.")).toBeVisible();
  const edge = page.getByRole("table", { name: "Clusters" }).getByRole("row").filter({ hasText: "edge-bremen" });
  await expect(edge).toContainText("no metrics API");
  expect(await shell.sections()).toEqual(["Summary", "Clusters"]);
  for (const what of ["workloads", "namespaces"]) {
    await page.goto(what === "workloads" ? "/apps" : "/namespaces");
    await expect(shell.title(`Your role shows the sums of the fleet, not its ${what}.`)).toBeVisible();
  }
  for (const path of ["/apps/eu-prod/pay-checkout/deployment/checkout-api", "/namespaces/eu-prod/pay-checkout"]) {
    await page.goto(path);
    await expect(shell.missing()).toBeVisible();
  }
  const api = await apiAs("manager");
  const workload = "/api/workloads/eu-prod/pay-checkout/deployment/checkout-api";
  for (const path of [workload, `${workload}/yaml`, "/api/namespaces/eu-prod/pay-checkout"]) {
    expect([path, (await api.get(path)).status()]).toEqual([path, 404]);
  }
  for (const path of ["/api/workloads", "/api/namespaces", "/api/home", "/api/search?q=checkout"]) {
    expect(await (await api.get(path)).text()).not.toContain("checkout-api");
  }
});

const PLATFORM_ONLY: readonly (readonly [method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object])[] =
  [
    ["GET", "/api/users"],
    ["GET", "/api/grants"],
    ["GET", "/api/grants/choices"],
    ["GET", "/api/audit/chain"],
    ["GET", "/api/summary"],
    ["POST", "/api/users", { email: "x@example.com", displayName: "X" }],
    ["POST", "/api/teams", { slug: "x", name: "X" }],
    ["DELETE", "/api/teams/payments", { confirm: "payments" }],
    ["POST", "/api/kubeconfig/inspect", { kubeconfig: "apiVersion: v1" }],
    ["POST", "/api/clusters/eu-prod/pause"],
    ["POST", "/api/clusters/eu-prod/diagnose"],
    ["DELETE", "/api/clusters/eu-prod", { confirm: "eu-prod" }],
    ["POST", "/api/clusters/eu-prod/credential", { kubeconfig: "apiVersion: v1" }],
  ];

const REFUSALS: readonly (readonly [path: string, sentence: string])[] = [
  ["/access/people", "Only platform engineers manage accounts."],
  ["/access/explain", "Only platform engineers look into other people's access."],
  ["/clusters/places", "Only platform engineers manage environments and groups."],
  ["/clusters/register", "Only platform engineers register clusters."],
  ["/summary", "You do not have access to this."],
];

test("a developer reaches no page and no route of platform engineers", async ({ openAs, apiAs }) => {
  const api = await apiAs("developer");
  for (const [method, path, data] of PLATFORM_ONLY) {
    const answer = await api.fetch(path, { method, data });
    expect([403, 404], `${method} ${path} was answered ${answer.status()}`).toContain(answer.status());
  }
  const page = await openAs("developer", "/access/teams/media");
  await expect(new Shell(page).missing()).toBeVisible();
  for (const [path, sentence] of REFUSALS) {
    await page.goto(path);
    await expect(page.getByRole("main").getByRole("heading", { name: sentence })).toBeVisible();
  }
  await page.goto("/access/grants");
  await expect(page.getByRole("table", { name: "Grants" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: "Grant access" })).toHaveCount(0);
});
