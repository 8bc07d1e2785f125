import { readFileSync } from "node:fs";
import { PORTAL_LOG } from "../support/launch-stack.ts";
import { expect, test } from "../support/test.ts";

test("the process says that it lives and serves", async ({ request }) => {
  expect(await (await request.get("/healthz")).json()).toEqual({ status: "ok" });
  expect(await (await request.get("/readyz")).json()).toEqual({ status: "ready" });
});

test("figures are given on loopback, for the portal's own name only", async ({ request }) => {
  const answer = await request.get("/metrics");
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toMatch(/wheelhouse_fleet_clusters\S* \d/);
  const proxied = await request.get("/metrics", { headers: { host: "portal.example.com" } });
  expect([400, 404, 421]).toContain(proxied.status());
});

test("pages and answers carry the headers that protect them, with a nonce of their own", async ({ request }) => {
  const pages = await Promise.all([request.get("/sign-in"), request.get("/sign-in")]);
  const policies = pages.map((answer) => answer.headers()["content-security-policy"] ?? "");
  expect(new Set(policies).size).toBe(2);
  for (const [index, answer] of pages.entries()) {
    expect(policies[index]).toMatch(/default-src 'none'/);
    expect(policies[index]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policies[index]).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(answer.headers()).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(answer.headers()["x-powered-by"]).toBeUndefined();
  }
});

test("nobody makes the portal render a page as an image", async ({ request }) => {
  const answer = await request.get("/_next/image?url=%2Fsign-in&w=640&q=75");
  expect(answer.status()).toBe(404);
});

test("the session's cookie is out of reach for scripts and other sites", async ({ apiAs }) => {
  const { cookies } = await (await apiAs("developer")).storageState();
  const session = cookies.find(({ name }) => /session/.test(name));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("the portal writes nothing but lines of JSON, so that a log collector can read all of it", async () => {
  const lines = readFileSync(PORTAL_LOG, "utf8").split("\n").filter(Boolean);
  expect(lines.filter((line) => !line.startsWith("{"))).toEqual([]);
});
