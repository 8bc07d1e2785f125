import { OWN_PAGE } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

type Operation = { security?: unknown[]; responses: Record<string, unknown> };
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };
type Route = { method: string; path: string; url: string };

const EXAMPLES: Record<string, string> = {
  cluster: "eu-prod",
  namespace: "pay-checkout",
  kind: "deployment",
  name: "checkout-api",
  team: "payments",
};
const ID = "00000000-0000-7000-8000-000000000000";
const METHODS = ["get", "post", "put", "patch", "delete"];

async function routesOf(request: { get: (path: string) => Promise<{ json(): Promise<unknown> }> }): Promise<Route[]> {
  const { paths } = (await (await request.get("/api/openapi.json")).json()) as Document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => operations[method]).map((method) => ({
      method: method.toUpperCase(),
      path,
      url: path.replace(/\{([^}]+)\}/g, (_, name: string) => EXAMPLES[name] ?? ID),
    })),
  );
}

test("the document of the JSON routes is OpenAPI 3.1 and names them", async ({ request }) => {
  const document = (await (await request.get("/api/openapi.json")).json()) as Document;
  expect(document.openapi).toMatch(/^3\.1\./);
  for (const path of ["/api/home", "/api/workloads", "/api/clusters", "/api/grants", "/api/audit", "/api/me"]) {
    expect(Object.keys(document.paths)).toContain(path);
  }
  expect((await routesOf(request)).length).toBeGreaterThan(40);
});

test("every JSON route needs a session", async ({ request }) => {
  for (const { method, path, url } of await routesOf(request)) {
    if (path === "/api/openapi.json") continue;
    const answer = await request.fetch(url, { method, headers: OWN_PAGE, data: method === "GET" ? undefined : {} });
    expect(`${method} ${path} ${answer.status()}`).toBe(`${method} ${path} 401`);
    const { error } = (await answer.json()) as { error: { code: string } };
    expect(error.code).toBe("not_signed_in");
  }
  expect((await request.get("/live?view=home")).status()).toBe(401);
});

test("no route that changes something obeys another site", async ({ request, apiAs }) => {
  const api = await apiAs("platform");
  const elsewhere = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
  for (const { method, path, url } of await routesOf(request)) {
    if (method === "GET") continue;
    const answer = await api.fetch(url, { method, headers: elsewhere, data: {} });
    expect(`${method} ${path} ${answer.status()}`).toBe(`${method} ${path} 403`);
  }
});

test("what is foreign and what does not exist have the same answer", async ({ apiAs }) => {
  const api = await apiAs("developer");
  const pairs = [
    ["/api/workloads/eu-prod/media-serving/deployment/media-api", "/api/workloads/eu-prod/none/deployment/none"],
    ["/api/workloads/gpu-research/nlp-serve/deployment/llm-serve", "/api/workloads/none/none/deployment/none"],
    ["/api/workloads/eu-prod/media-serving/deployment/media-api/yaml", "/api/workloads/eu-prod/x/deployment/x/yaml"],
    ["/api/namespaces/eu-prod/media-serving", "/api/namespaces/eu-prod/none"],
    ["/api/namespaces/eu-prod/kube-system", "/api/namespaces/none/none"],
    ["/api/clusters/gpu-research", "/api/clusters/none"],
    ["/api/teams/media", "/api/teams/none"],
    ["/api/home?team=media", "/api/home?team=none"],
    ["/api/workloads?team=media", "/api/workloads?team=none"],
  ];
  for (const [foreign = "", unknown = ""] of pairs) {
    const [one, other] = await Promise.all([api.get(foreign), api.get(unknown)]);
    expect([foreign, one.status()]).toEqual([foreign, 404]);
    expect([unknown, other.status()]).toEqual([unknown, 404]);
    const body = async (answer: typeof one) => (await answer.text()).replace(/"requestId":"[^"]*"/, "");
    expect(await body(one)).toBe(await body(other));
  }
});
