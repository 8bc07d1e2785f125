import { afterEach, expect, test, vi } from "vitest";
import { getJson, isApiError, sendJson } from "./api-client.ts";

afterEach(() => vi.unstubAllGlobals());

function answerWith(response: Response | Error) {
  const fetch = vi.fn(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

test("gives the body of a good answer, and nothing for 204", async () => {
  answerWith(Response.json({ a: 1 }));
  expect(await getJson("/api/x")).toEqual({ a: 1 });
  answerWith(new Response(null, { status: 204 }));
  expect(await sendJson("DELETE", "/api/x")).toBeUndefined();
});

test("sends the header that other sites cannot", async () => {
  const fetch = answerWith(Response.json({}));
  await sendJson("POST", "/api/x", { a: 1 });
  expect(fetch).toHaveBeenCalledWith("/api/x", expect.objectContaining({ body: '{"a":1}', method: "POST" }));
  const [, init] = fetch.mock.calls[0] as unknown as [string, { headers: Record<string, string> }];
  expect(init.headers).toMatchObject({ "x-wheelhouse": "1", "content-type": "application/json" });
});

test("throws a problem with its code, fields and request id", async () => {
  const fields = [{ field: "name", rule: "is taken" }];
  const error = { code: "bad_input", message: "name: is taken", requestId: "r1", fields };
  answerWith(Response.json({ error }, { status: 400 }));
  const thrown = await getJson("/api/x").catch((caught: unknown) => caught);
  expect(isApiError(thrown)).toBe(true);
  expect(thrown).toMatchObject({ status: 400, ...error });
});

test("makes a problem of whatever else comes: a proxy's page, an unknown code, no answer", async () => {
  answerWith(new Response("<h1>Bad gateway</h1>", { status: 502 }));
  await expect(getJson("/api/x")).rejects.toMatchObject({ apiError: true, status: 502, code: "internal" });
  answerWith(Response.json({ error: { code: "<script>", message: "x" } }, { status: 418 }));
  await expect(getJson("/api/x")).rejects.toMatchObject({ code: "internal" });
  answerWith(new TypeError("fetch failed"));
  await expect(getJson("/api/x")).rejects.toMatchObject({ status: 0, code: "unavailable" });
});
