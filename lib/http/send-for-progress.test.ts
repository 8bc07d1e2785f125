import { afterEach, expect, test, vi } from "vitest";
import { sendForProgress } from "./send-for-progress.ts";

afterEach(() => vi.unstubAllGlobals());

/** An answer whose parts the test sends one by one. */
function slowAnswer() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const fetch = vi.fn((_: string, init: RequestInit) => {
    init.signal?.addEventListener("abort", () => void writer.abort(init.signal?.reason));
    return Promise.resolve(new Response(readable));
  });
  vi.stubGlobal("fetch", fetch);
  return { fetch, send: (text: string) => writer.write(new TextEncoder().encode(text)), end: () => writer.close() };
}

test("hands over each report as it comes, however the bytes are cut, and then the result", async () => {
  const { send, fetch } = slowAnswer();
  const seen: unknown[] = [];
  const result = sendForProgress("/api/x", { a: 1 }, { onProgress: (progress) => seen.push(progress) });
  await send('{"progress":{"step":1}}\n{"progr');
  await vi.waitFor(() => expect(seen).toEqual([{ step: 1 }]));
  await send('ess":{"step":2}}\n{"result":{"ok":true}}\n');
  expect(await result).toEqual({ ok: true });
  expect(seen).toEqual([{ step: 1 }, { step: 2 }]);
  expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ accept: "application/x-ndjson", "x-wheelhouse": "1" });
});

test("throws an error on the way with its own status, and one for an answer that breaks off", async () => {
  const failing = slowAnswer();
  const failed = sendForProgress("/api/x", {}, { onProgress: () => undefined });
  const error = { code: "conflict", message: "It was paused.", requestId: "r1", fields: [] };
  void failing.send(`{"progress":1}\n${JSON.stringify({ error })}\n`);
  await expect(failed).rejects.toMatchObject({ apiError: true, status: 409, ...error });
  const broken = slowAnswer();
  const cut = sendForProgress("/api/x", {}, { onProgress: () => undefined });
  void broken.send('{"progress":1}\n{"resu').then(broken.end);
  await expect(cut).rejects.toMatchObject({ apiError: true, status: 0, code: "unavailable" });
});

test("an abort ends it with its reason, not with an error of the API", async () => {
  const { send } = slowAnswer();
  const abort = new AbortController();
  const result = sendForProgress("/api/x", {}, { onProgress: () => abort.abort(), signal: abort.signal });
  void send('{"progress":1}\n').catch(() => undefined);
  await expect(result).rejects.toMatchObject({ name: "AbortError" });
});
