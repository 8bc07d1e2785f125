import { writeFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { startRealTargets } from "../../test/conformance/start-real-targets.ts";
import { freePorts } from "../../test/control-plane/free-ports.ts";
import type { ControlPlane } from "../../test/control-plane/start-control-plane.ts";
import { AccessPages } from "../pages/access-pages.ts";
import { ClusterPages } from "../pages/cluster-pages.ts";
import { DataList } from "../pages/data-list.ts";
import type { Account } from "../support/personas.ts";
import { expectAlike } from "./expect-alike.ts";
import { expectNoNamesOnPages, expectNoTextsInAnswers } from "./expect-nothing-foreign.ts";
import { expectTwoStarts } from "./expect-two-starts.ts";
import { openPage } from "./open-page.ts";
import { type RealPortal, startRealPortal } from "./real-portal.ts";
import { registerCluster } from "./register-cluster.ts";
import { FOREIGN, fillFirst, fillSecond, quotaRefusal, run, SECRET_VALUE } from "./what-runs.ts";

/** Open streams must lose what a revoked grant gave within this time. */
const REVOKED_WITHIN_MS = 5_000;
/** A cluster that came back is asked again with growing pauses. */
const RECOVERED_WITHIN_MS = 60_000;
const WEB = "/api/workloads/real-1/shop-front/deployment/web";
const API = "/api/workloads/real-2/shop-back/deployment/api";
const TEAMS_WORKLOADS = ["web", "importer", "api", "retired"];

test.describe.configure({ mode: "serial" });

let planes: [ControlPlane, ControlPlane] | undefined;
let portal: RealPortal | undefined;
let operator: Page;
let developer: Page;
let dana: Account;
let workloads: DataList;
/** How often the developer's page has been loaded. */
let loads = 0;

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The first step has not been done.");
  return value;
}

/** Waits until the list on the developer's page has exactly these workloads. */
async function expectWorkloads(names: readonly string[], timeout?: number): Promise<void> {
  await expect.poll(async () => (await workloads.names()).toSorted(), { timeout }).toEqual(names.toSorted());
}

/** Opens the list that the next steps watch without loading it again. */
async function openApps(): Promise<void> {
  await developer.goto("/apps");
  await expect(workloads.table).toBeVisible();
  loads = 0;
}

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures a hook wants
test.afterEach(async ({}, info) => {
  if (info.status === info.expectedStatus || !portal) return;
  const path = info.outputPath("portal.log");
  writeFileSync(path, portal.log());
  await info.attach("log of the portal", { path, contentType: "text/plain" });
  const seen = await operator.request.get("/api/clusters");
  writeFileSync(info.outputPath("clusters.json"), await seen.text());
});

test.afterAll(async () => {
  await portal?.stop();
  await Promise.all((planes ?? []).map((plane) => plane.stop()));
});

test("1: two real control planes run Deployments, and the built application has an empty inventory", async ({
  browser,
}) => {
  planes = await startRealTargets();
  await Promise.all([fillFirst(planes[0].kubectl), fillSecond(planes[1].kubectl)]);
  const { stdout } = await planes[0].kubectl(["get", "pods", "-n", "shop-front", "-l", "app=web", "-o", "wide"]);
  expect(stdout.match(/Running.* node-[12] /g)).toHaveLength(3);
  portal = await startRealPortal();
  operator = await openPage(browser, portal.url, portal.operator);
  await operator.goto("/clusters");
  await expect(operator.getByText("No cluster is registered yet.")).toBeVisible();
});

test("2: the platform engineer registers both clusters by kubeconfig, and sees what the credential can do", async () => {
  const [first, second] = started(planes);
  const steps = await registerCluster(operator, {
    ...{ kubeconfig: first.kubeconfig, by: "pasting", server: first.server },
    ...{ environment: "Staging", isProduction: false },
  });
  for (const label of ["Reachable", "Credential", "Version", "Protocol", "Clock", "Permissions", "Impersonation"]) {
    expect(steps.find((step) => step.startsWith(label))).toMatch(new RegExp(`^${label} fine`));
  }
  // The certificates of these control planes last 30 days: soon enough for a warning.
  expect(steps.find((step) => step.startsWith("Certificate"))).toMatch(/^Certificate warning.*valid until/);
  await registerCluster(operator, {
    ...{ kubeconfig: second.kubeconfig, by: "choosing a file", server: second.server },
    ...{ environment: "Production", isProduction: true },
  });
  await operator.goto("/clusters");
  for (const name of ["real-1", "real-2"]) {
    await expect(new ClusterPages(operator).tile(name)).toContainText(/2 nodes.*live$/);
  }
  await operator.goto("/clusters/real-1?tab=connection");
  await expect(operator.getByRole("list", { name: "Diagnosis" })).toContainText("can act for people");
  expect(await operator.content()).not.toContain(first.token);
});

test("3: the platform engineer makes a team with a developer and grants one namespace on each cluster", async () => {
  const access = new AccessPages(operator);
  dana = await access.createAccount("Dana Developer", "dana@example.com");
  await access.createTeam("Shop");
  await access.addPerson("Shop", dana.email);
  await access.grant({ team: "Shop", cluster: "real-1", namespaces: "shop-front", reason: "The shop's front" });
  await access.grant({ team: "Shop", cluster: "real-2", namespaces: "shop-back", reason: "The shop's back" });
  await expect(access.grantRow("The shop's front")).toContainText("active");
  await expect(access.grantRow("The shop's back")).toContainText("active");
});

test("4a: the developer sees the applications of exactly these two namespaces, with their health", async ({
  browser,
}) => {
  developer = await openPage(browser, started(portal).url, dana);
  workloads = new DataList(developer, "Workloads");
  developer.on("load", () => {
    loads += 1;
  });
  await expect(developer.getByRole("heading", { name: "Shop" })).toBeVisible();
  await expect(developer.getByText("4 apps in 2 clusters · 6 pods")).toBeVisible();
  await developer.goto("/apps");
  await expectWorkloads(TEAMS_WORKLOADS);
  for (const [name, ready] of [
    ["web", "3/3"],
    ["api", "2/2"],
  ] as const) {
    await expect(workloads.row(name)).toContainText("Healthy");
    await expect(workloads.row(name)).toContainText(ready);
  }
  const refusal = await quotaRefusal(started(planes)[0].kubectl);
  expect(refusal).toContain(
    "exceeded quota: team-quota, requested: requests.cpu=2, used: requests.cpu=300m, limited: requests.cpu=1",
  );
  const sentence = "0 of 1 replica ready: quota team-quota allows 1 CPU, 0.3 are used, this needs 2";
  await expect(workloads.row("importer")).toContainText(sentence);
  await expect(workloads.row("importer")).toContainText("Over quota");
});

test("4b: no page, answer or error gives the developer a name of others, and foreign is like unknown", async () => {
  await expectNoNamesOnPages(developer, FOREIGN);
  const namesIn = async (path: string, field: string) =>
    ((await (await developer.request.get(path)).json()) as { items: Record<string, string>[] }).items
      .map((item) => `${item.cluster}/${item.namespace}/${item[field]}`)
      .toSorted();
  expect(await namesIn("/api/workloads", "name")).toEqual([
    "real-1/shop-front/importer",
    "real-1/shop-front/web",
    "real-2/shop-back/api",
    "real-2/shop-back/retired",
  ]);
  expect(await namesIn("/api/namespaces", "namespace")).toEqual([
    "real-1/shop-front/shop-front",
    "real-2/shop-back/shop-back",
  ]);
  await expectNoTextsInAnswers(developer.request, [WEB, API], [...FOREIGN, SECRET_VALUE]);
  expect(await (await developer.request.get("/api/search?q=web")).json()).toMatchObject({ items: [{ name: "web" }] });
  for (const name of FOREIGN)
    expect(await (await developer.request.get(`/api/search?q=${name}`)).json()).toEqual({ items: [] });
  await expectAlike(
    developer.request,
    "/api/workloads/real-1/shop-back/deployment/mirror-cart",
    WEB.replace("web", "none"),
  );
  await expectAlike(
    developer.request,
    "/api/workloads/real-1/ledgers/deployment/bookkeeper/yaml",
    "/api/workloads/nowhere/a/pod/b/yaml",
  );
  await expectAlike(developer.request, "/api/namespaces/real-1/shop-back", "/api/namespaces/real-1/none");
  await expectAlike(developer.request, "/api/namespaces/real-2/billing", "/api/namespaces/nowhere/billing");
});

test("4c: the YAML is read as the developer, the value of the Secret is nowhere, and the cluster has its say", async () => {
  const page = developer;
  await developer.goto("/apps");
  await page.getByRole("link", { name: "web", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "web" });
  await drawer.getByRole("tab", { name: /^Config/ }).click();
  await expect(drawer.getByText("web-database")).toBeVisible();
  await drawer.getByRole("tab", { name: "YAML" }).click();
  await expect(drawer.getByLabel("YAML of web")).toContainText("secretKeyRef");
  const yaml = (await (await developer.request.get(`${WEB}/yaml`)).json()) as { yaml: string; decidedBy: string };
  expect(yaml.decidedBy).toBe("impersonated");
  for (const text of [await page.content(), yaml.yaml, started(portal).log()]) {
    expect(text).not.toContain(SECRET_VALUE);
    expect(text).not.toContain(Buffer.from(SECRET_VALUE).toString("base64"));
  }
  // The second cluster has no RoleBinding for the team: its own no counts.
  await developer.goto("/apps/real-2/shop-back/deployment/api?tab=yaml");
  await expect(page.getByText(/^real-2 itself does not let .*wheelhouse:team:shop.* read deployments/)).toBeVisible();
});

test("5: kubectl scale and kubectl set image appear in the open page", async () => {
  const { kubectl } = started(planes)[0];
  await openApps();
  await expect(workloads.row("web")).toContainText("3/3");
  await run(kubectl, ["scale", "deployment/web", "-n", "shop-front", "--replicas=4"]);
  await expect(workloads.row("web")).toContainText("4/4");
  await run(kubectl, ["set", "image", "deployment/web", "-n", "shop-front", "web=registry.example.com/web:2.0"]);
  await expect(workloads.row("web")).toContainText("Rolling out");
  await expect(workloads.row("web")).toContainText(/of 4 replicas on 2\.0, \d ready/);
  await expect(workloads.row("web")).toContainText("Healthy", { timeout: 60_000 });
  await expect(workloads.row("web")).toContainText("2.0");
  await expect(workloads.row("web")).toContainText("4/4");
  expect(loads).toBe(0);
});

test("6: a revoked grant empties its part of the open pages within 5 s, and a new grant brings it back", async () => {
  const detail = await developer.context().newPage();
  await detail.goto("/apps/real-2/shop-back/deployment/api");
  const heading = detail.getByRole("heading", { name: "api", exact: true });
  await expect(heading).toBeVisible();
  await openApps();
  await expectWorkloads(TEAMS_WORKLOADS);
  const access = new AccessPages(operator);
  await operator.goto("/access/grants");
  const answered = operator.waitForResponse((response) => /\/api\/grants\/[^/]+\/revoke$/.test(response.url()));
  const revoking = access.revoke("The shop's back");
  await Promise.race([answered, revoking]);
  expect((await answered).ok()).toBe(true);
  // The time counts from here, not from the clicks that led here.
  await Promise.all([
    revoking,
    expectWorkloads(["web", "importer"], REVOKED_WITHIN_MS),
    expect(heading).toBeHidden({ timeout: REVOKED_WITHIN_MS }),
  ]);
  expect((await developer.request.get(API)).status()).toBe(404);
  await expectAlike(developer.request, "/api/namespaces/real-2/shop-back", "/api/namespaces/real-2/none");
  await expectAlike(developer.request, "/api/clusters/real-2", "/api/clusters/nowhere");
  expect(await (await developer.request.get("/api/search?q=retired")).json()).toEqual({ items: [] });
  await access.grant({ team: "Shop", cluster: "real-2", namespaces: "shop-back", reason: "They still run it" });
  await expectWorkloads(TEAMS_WORKLOADS);
  expect(loads).toBe(0);
  await detail.close();
});

test("7: a stopped API server turns its part stale and keeps the rows, and it recovers with what changed meanwhile", async () => {
  const [, second] = started(planes);
  const tile = new ClusterPages(operator).tile("real-2");
  const banner = developer.getByText(/^real-2 .*Showing what it last said/);
  await operator.goto("/clusters");
  await expect(tile).toContainText("live");
  await openApps();
  await expect(workloads.row("api")).toContainText("2/2");

  await second.stopApiServer();
  await expect(banner).toBeVisible();
  await expect(developer.getByRole("button", { name: /live · 1 of 2 clusters/ })).toBeVisible();
  await expectWorkloads(TEAMS_WORKLOADS);
  await expect(workloads.row("api")).toContainText("(last known)");
  await expect(workloads.row("api")).toContainText("2/2");
  await expect(workloads.row("web")).not.toContainText("(last known)");
  await expect(tile).toContainText("stale");
  expect((await developer.request.get(API)).status()).toBe(200);

  // Through a port that the portal does not know, so that nothing of it can have been watched.
  const [elsewhere = 0] = await freePorts(1);
  await second.startApiServer(elsewhere);
  const there = ["-n", "shop-back", "--server", `https://127.0.0.1:${elsewhere}`];
  await run(second.kubectl, ["scale", "deployment/api", "--replicas=3", ...there]);
  await run(second.kubectl, ["delete", "deployment/retired", ...there]);
  await second.stopApiServer();
  await expect(workloads.row("api")).toContainText("2/2");
  await second.startApiServer();

  await expect(banner).toBeHidden({ timeout: RECOVERED_WITHIN_MS });
  await expectWorkloads(["web", "importer", "api"]);
  await expect(workloads.row("api")).toContainText("3/3", { timeout: RECOVERED_WITHIN_MS });
  await expect(workloads.row("api")).toContainText("Healthy");
  await expect(workloads.row("api")).not.toContainText("(last known)");
  await expect(tile).toContainText("live");
  expect(loads).toBe(0);
});

test("the portal ends cleanly, and has neither logged nor stored a credential or a Secret as it is", async () => {
  const secrets = [...started(planes).map((plane) => plane.token), SECRET_VALUE, started(portal).operator.password];
  const { log, storedTexts, stop } = started(portal);
  for (const secret of secrets) expect(log()).not.toContain(secret);
  expect(storedTexts(secrets)).toEqual([]);
  portal = undefined;
  expect(await stop()).toBe(0);
});

test("8: npm start -- --kubeconfig FILE serves both clusters to a local platform engineer, and again at once", async ({
  browser,
}, info) => {
  const [first, second] = started(planes);
  await expectTwoStarts(browser, info, [first, second]);
});
