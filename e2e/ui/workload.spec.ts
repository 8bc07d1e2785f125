import { WorkloadDetail } from "../pages/workload-detail.ts";
import { grantTeam, newNamespace, newTeam } from "../support/arrange.ts";
import { onCluster } from "../support/cluster-admin.ts";
import { expect, test } from "../support/test.ts";

const PATH = "/apps/eu-prod/pay-checkout/deployment";

test("a workload says first why it fails, then shows its pods, and the same app elsewhere", async ({ openAs }) => {
  const page = await openAs("developer", `${PATH}/checkout-api`);
  const detail = new WorkloadDetail(page, "checkout-api");
  const overview = detail.panel("Overview");
  await expect(overview).toContainText(/container api (was OOM-killed|keeps).*256Mi/);
  const pods = overview.getByRole("table", { name: "Pods" });
  await expect(pods.getByRole("link")).toHaveCount(3);
  // Some of its containers run: what they use stands above what they request.
  await expect(pods.getByRole("cell", { name: /\d+m\s*of 270m/ }).first()).toBeVisible();
  const elsewhere = page.getByRole("list", { name: "The same application elsewhere" });
  await expect(elsewhere.getByRole("link", { name: /us-prod\s*2\.13\.2/ })).toBeVisible();
});

test("containers are listed with init containers, state, exit reason and limits", async ({ openAs }) => {
  const page = await openAs("developer", `${PATH}/payments-gateway?tab=pods`);
  const row = page.getByRole("row").filter({ hasText: "migrate" }).first();
  await expect(row).toContainText("init");
  await expect(row).toContainText("Completed");
  const failing = await openAs("developer", `${PATH}/checkout-api?tab=pods`);
  const killed = failing.getByRole("row").filter({ hasText: /OOM/ }).first();
  await expect(killed).toContainText("api");
  await expect(killed).toContainText("limit 256 MiB");
});

test("events, network, and the names of its configuration have their own parts", async ({ openAs }) => {
  const page = await openAs("developer", `${PATH}/checkout-api`);
  const detail = new WorkloadDetail(page, "checkout-api");
  const events = await detail.show("Events");
  await expect(events.getByRole("row").filter({ hasText: "BackOff" }).first()).toContainText("Warning");
  await expect(page).toHaveURL(/tab=events/);
  await expect(await detail.show("Network")).toContainText("checkout.example.com");
  const config = await detail.show("Config");
  await expect(config).toContainText("checkout-api-config");
  await expect(config).toContainText("checkout-api-secrets");
});

test("a Secret's value is found in no answer of the portal", async ({ openAs, apiAs }) => {
  const values = (await onCluster("eu-prod").secretValues("pay-checkout")).filter((value) => value.length > 5);
  expect(values.length).toBeGreaterThan(0);
  const texts: Promise<string>[] = [];
  const page = await openAs("developer", "about:blank");
  page.on("response", (response) => {
    if (!response.url().includes("/live")) texts.push(response.text().catch(() => ""));
  });
  await page.goto(`${PATH}/checkout-api`);
  const detail = new WorkloadDetail(page, "checkout-api");
  for (const part of ["Pods", "Events", "Network", "Config"]) await expect(await detail.show(part)).toBeVisible();
  await expect(await detail.show("YAML")).toContainText("kind: Deployment");
  await page.goto("/namespaces/eu-prod/pay-checkout");
  await expect(page.getByRole("heading", { level: 1, name: "pay-checkout" })).toBeVisible();
  const api = await apiAs("developer");
  for (const path of ["/api/namespaces/eu-prod/pay-checkout", "/api/search?q=checkout-api-secrets", "/api/home"]) {
    texts.push((await api.get(path)).text());
  }
  const secret = await api.get("/api/workloads/eu-prod/pay-checkout/secret/checkout-api-secrets/yaml");
  expect([400, 404]).toContain(secret.status());
  texts.push(secret.text());
  const all = (await Promise.all(texts)).join("\n");
  expect(all).toContain("checkout-api-secrets");
  for (const value of values) {
    expect(all.includes(value)).toBe(false);
    expect(all.includes(btoa(value))).toBe(false);
  }
});

test("a pod has a page of its own", async ({ openAs }) => {
  const page = await openAs("developer", `${PATH}/checkout-api`);
  const link = new WorkloadDetail(page, "checkout-api").panel("Overview").getByRole("table", { name: "Pods" });
  const name = await link.getByRole("link").first().textContent();
  await link.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: name ?? "no pod" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Containers" })).toContainText("envoy");
  await expect(page.getByRole("tab", { name: /^Pods/ })).toHaveCount(0);
});

test("a page follows its workload: a new version, and pods that are deleted and replaced", async ({
  openAs,
  apiAs,
}) => {
  test.setTimeout(120_000);
  const cluster = onCluster("staging");
  const namespace = await newNamespace("staging");
  const api = await apiAs("platform");
  const { team, member } = await newTeam(api);
  await grantTeam(api, { team, cluster: "staging", namespaces: [namespace], reason: "Follows a rollout" });
  const page = await openAs(member, `/apps/staging/${namespace}/deployment/web`);
  const pods = new WorkloadDetail(page, "web").panel("Overview").getByRole("table", { name: "Pods" });
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  await test.step("its new version", async () => {
    await expect(page.getByRole("main")).toContainText("version 1.0.0");
    await cluster.setImage(namespace, "web", "registry.example.com/e2e/web:1.1.0");
    await expect(page.getByRole("main")).toContainText("version 1.1.0", { timeout: 30_000 });
  });
  await test.step("its new pods", async () => {
    await expect(pods.getByRole("link")).toHaveCount(1, { timeout: 30_000 });
    const [deleted = "none"] = await cluster.deletePodsOf(namespace, "web");
    await expect(pods.getByRole("link", { name: deleted })).toHaveCount(0, { timeout: 60_000 });
    await expect(pods.getByRole("link")).toHaveCount(1, { timeout: 30_000 });
  });
  expect(loads).toBe(0);
  await cluster.deleteNamespace(namespace);
});

test("what a person may not see and what does not exist answer alike", async ({ openAs, apiAs }) => {
  const api = await apiAs("developer");
  const bodies = [];
  for (const path of ["media-serving/deployment/media-api", "media-serving/deployment/none", "none/deployment/web"]) {
    const page = await openAs("developer", `/apps/eu-prod/${path}`);
    await expect(page.getByRole("heading", { name: /This does not exist, or you do not have access/ })).toBeVisible();
    const answer = await api.get(`/api/workloads/eu-prod/${path}`);
    const { error } = (await answer.json()) as { error: object };
    bodies.push({ status: answer.status(), error: { ...error, requestId: "" } });
  }
  expect(bodies[0]?.status).toBe(404);
  expect(bodies[1]).toEqual(bodies[0]);
  expect(bodies[2]).toEqual(bodies[0]);
});
