import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startControl } from "../control/control-server.ts";
import type { DemoCluster } from "../fleet/demo-cluster.ts";
import { type DemoFleet, startDemoFleet } from "../start-demo-fleet.ts";
import { call, watch } from "../testing/client.ts";

const LIST = "/api/v1/namespaces/default/configmaps";

let fleet: DemoFleet;
let cluster: DemoCluster;

beforeAll(async () => {
  fleet = await startDemoFleet({ scenario: "empty", clusters: 2 });
  cluster = fleet.cluster("empty-1");
});
afterEach(() => cluster.clearFault());
afterAll(() => fleet.stop());

const healthy = async () => expect((await call(cluster, LIST)).status).toBe(200);

/** Whether a promise is still open when another, started later, has settled. */
async function outlasts(waiting: Promise<unknown>, other: Promise<unknown>): Promise<boolean> {
  let open = true;
  void waiting.then(
    () => {
      open = false;
    },
    () => {
      open = false;
    },
  );
  await other;
  return open;
}

async function http2(): Promise<ClientHttp2Session> {
  const session = connect(cluster.server, { ca: cluster.ca });
  await once(session, "connect");
  return session;
}

async function get(session: ClientHttp2Session, path: string): Promise<number> {
  const stream = session.request({ ":path": path, authorization: `Bearer ${cluster.token}` });
  const [headers] = await once(stream, "response");
  stream.resume();
  await once(stream, "close");
  return Number(headers[":status"]);
}

describe("faults of answers", () => {
  it.each([
    [{ kind: "server-error" }, 500, "InternalError"],
    [{ kind: "server-error", code: 503 }, 503, "ServiceUnavailable"],
    [{ kind: "too-many-requests", retryAfterSeconds: 7 }, 429, "TooManyRequests"],
    [{ kind: "unauthorized" }, 401, "Unauthorized"],
  ] as const)("%j", async (fault, status, reason) => {
    await cluster.setFault(fault);
    const answer = await call(cluster, LIST);
    expect([answer.status, answer.json.reason]).toEqual([status, reason]);
    if (status === 429) expect(answer.headers["retry-after"]).toBe("7");
    await cluster.clearFault(fault.kind);
    await healthy();
  });

  it("hit only what they are for, and only as often as told", async () => {
    await cluster.setFault({ kind: "server-error", match: { verb: "list", resource: "configmaps" }, times: 2 });
    expect((await call(cluster, "/version")).status).toBe(200);
    const statuses = [await call(cluster, LIST), await call(cluster, LIST), await call(cluster, LIST)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([500, 500, 200]);
  });

  it("a partial body breaks off in the middle, over HTTP/1.1 and HTTP/2", async () => {
    await cluster.setFault({ kind: "partial-body" });
    await expect(call(cluster, LIST)).rejects.toThrow("aborted");
    const session = await http2();
    const stream = session.request({ ":path": LIST, authorization: `Bearer ${cluster.token}` });
    stream.resume();
    const [error] = await once(stream, "error");
    expect(error.code).toBe("ERR_HTTP2_STREAM_ERROR");
    session.destroy();
  });

  it("a hostile cluster redirects, adds headers for browsers and sends no JSON", async () => {
    await cluster.setFault({ kind: "redirect", to: "https://attacker.example" });
    const redirect = await call(cluster, LIST);
    expect([redirect.status, redirect.headers.location]).toEqual([307, `https://attacker.example${LIST}`]);
    await cluster.clearFault();
    await cluster.setFault({ kind: "hostile-headers" });
    expect((await call(cluster, LIST)).headers).toMatchObject({
      "set-cookie": ["session=stolen; Path=/"],
      "content-type": "text/html; charset=utf-8",
    });
    await cluster.clearFault();
    await cluster.setFault({ kind: "garbage" });
    expect((await call(cluster, LIST)).text).toMatch(/^<html>/);
  });

  it("a trickle sends the same body byte by byte", async () => {
    const whole = await call(cluster, "/api");
    await cluster.setFault({ kind: "trickle", everyMs: 0 });
    expect((await call(cluster, "/api")).text).toBe(whole.text);
  });

  it("a skewed clock shows in the Date header", async () => {
    await cluster.setFault({ kind: "clock-skew", ms: 600_000 });
    const { headers } = await call(cluster, "/version");
    expect(Date.parse(String(headers.date)) - Date.now()).toBeGreaterThan(590_000);
  });

  it("latency delays, and no answer is later than any other", async () => {
    await cluster.setFault({ kind: "latency", ms: 60, match: { resource: "configmaps" } });
    expect(await outlasts(call(cluster, LIST), call(cluster, "/version"))).toBe(true);
    await cluster.clearFault();
    await cluster.setFault({ kind: "no-answer", match: { resource: "configmaps" } });
    const session = await http2();
    const stream = session.request({ ":path": LIST, authorization: `Bearer ${cluster.token}` });
    stream.on("error", () => {});
    expect(await outlasts(once(stream, "response"), get(session, "/version"))).toBe(true);
    session.destroy();
  });
});

describe("faults of watches", () => {
  it.each([
    ["event", 200],
    ["status", 410],
  ] as const)("too old as %s", async (as, status) => {
    await cluster.setFault({ kind: "expired", as });
    const watching = await watch(cluster, `${LIST}?watch=true`);
    await watching.ended.catch(() => {});
    expect(watching.status).toBe(status);
    if (as === "event") expect(watching.events).toMatchObject([{ type: "ERROR", object: { code: 410 } }]);
  });

  it("a stalled watch stays open and silent while lists are answered", async () => {
    await cluster.setFault({ kind: "stalled-watch" });
    const watching = await watch(cluster, `${LIST}?watch=true`);
    cluster.writer.create("configmaps", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "unseen", namespace: "default" },
    });
    expect((await call(cluster, `${LIST}/unseen`)).status).toBe(200);
    expect(watching.events).toEqual([]);
    watching.close();
  });
});

describe("a watch that stalls", () => {
  const create = (name: string) =>
    cluster.writer.create("configmaps", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name, namespace: "default" },
    });
  const names = ({ events }: Awaited<ReturnType<typeof watch>>) =>
    events.map(({ object }) => (object as { metadata: { name: string } }).metadata.name);

  it("can be that of one kind alone", async () => {
    await cluster.setFault({ kind: "stalled-watch", match: { resource: "secrets" } });
    const version = String(cluster.store.revision);
    const configMaps = await watch(cluster, `${LIST}?watch=true&resourceVersion=${version}`);
    const secrets = await watch(cluster, `/api/v1/secrets?watch=true&resourceVersion=${version}`);
    cluster.writer.create("secrets", {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "unheard", namespace: "default" },
    });
    create("heard");
    await expect.poll(() => names(configMaps)).toEqual(["heard"]);
    expect(secrets.events).toEqual([]);
    for (const watching of [configMaps, secrets]) watching.close();
  });

  it("can be the first so many, which stay silent until the fault is taken back", async () => {
    await cluster.setFault({ kind: "stalled-watch", times: 1 });
    const query = `${LIST}?watch=true&resourceVersion=${cluster.store.revision}`;
    const [silent, other] = [await watch(cluster, query), await watch(cluster, query)];
    create("for-one");
    await expect.poll(() => names(other)).toEqual(["for-one"]);
    expect(silent.events).toEqual([]);
    await cluster.clearFault();
    create("for-both");
    await expect.poll(() => names(silent)).toEqual(["for-both"]);
    for (const watching of [silent, other]) watching.close();
  });
});

describe("faults of the network", () => {
  it("refused: nobody listens, and the same port is back afterwards", async () => {
    const { server } = cluster;
    await cluster.setFault({ kind: "refused" });
    await expect(call(cluster, "/version")).rejects.toThrow("ECONNREFUSED");
    expect(cluster.listening()).toBe(false);
    await cluster.clearFault();
    expect(cluster.server).toBe(server);
    await healthy();
  });

  it("unreachable: neither an answer nor a ping comes back, until the line is there again", async () => {
    const session = await http2();
    await cluster.setFault({ kind: "unreachable" });
    const pong = new Promise((resolve) => session.ping((error, duration) => resolve(error ?? duration)));
    const other = call(cluster, "/version");
    const elsewhere = async () => {
      for (let round = 0; round < 5; round += 1) await call(fleet.cluster("empty-2"), "/version");
    };
    expect(await outlasts(Promise.race([pong, other]), elsewhere())).toBe(true);
    await cluster.clearFault();
    expect(await pong).toEqual(expect.any(Number));
    expect((await other).status).toBe(200);
    session.destroy();
  });

  it("GOAWAY ends a session without breaking the stream that is open", async () => {
    const session = await http2();
    const stream = session.request({ ":path": `${LIST}?watch=true`, authorization: `Bearer ${cluster.token}` });
    await once(stream, "response");
    let lines = "";
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines += text;
    });
    const goaway = once(session, "goaway");
    cluster.emitGoaway();
    await goaway;
    cluster.writer.create("configmaps", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "after-goaway", namespace: "default" },
    });
    while (!lines.includes("after-goaway")) await once(stream, "data");
    session.destroy();
    await healthy();
  });

  it("an expired certificate is refused by a client that checks", async () => {
    await cluster.setFault({ kind: "expired-certificate" });
    await expect(call(cluster, "/version")).rejects.toThrow("certificate has expired");
    await cluster.clearFault();
    await healthy();
  });

  it("stop drops every connection, start serves the same objects again", async () => {
    const watching = await watch(cluster, `${LIST}?watch=true`);
    await cluster.stop();
    await watching.ended;
    await cluster.start();
    await healthy();
  });
});

describe("the control endpoint", () => {
  it("switches faults for those who hold its token, and refuses everything else with a reason", async () => {
    const control = await startControl(fleet, 0);
    const ask = async (path: string, method = "GET", body?: object, token = control.token) => {
      const response = await fetch(control.url + path, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: response.status, json: (await response.json()) as Record<string, unknown> };
    };
    expect((await ask("/state", "GET", undefined, "wrong")).status).toBe(401);
    expect((await ask("/state")).json).toMatchObject({
      clusters: [{ slug: "empty-1", listening: true, faults: [] }, { slug: "empty-2" }],
    });
    expect((await ask("/clusters/empty-1/faults", "POST", { kind: "server-error" })).json.faults).toEqual([
      { kind: "server-error" },
    ]);
    expect((await call(cluster, LIST)).status).toBe(500);
    expect((await ask("/clusters/empty-1/faults", "POST", { kind: "earthquake" })).json.error).toMatch(
      /^kind must be one of latency, /,
    );
    expect((await ask("/clusters/nowhere/faults", "POST", { kind: "latency" })).status).toBe(404);
    expect((await ask("/clusters/empty-1/faults/server-error", "DELETE")).json.faults).toEqual([]);
    expect((await ask("/clusters/empty-1/stop", "POST")).json.listening).toBe(false);
    expect((await ask("/clusters/empty-1/start", "POST")).json.listening).toBe(true);
    await control.stop();
    await healthy();
  });
});
