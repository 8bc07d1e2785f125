import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import type { DemoCluster } from "../../../demo/fleet/demo-cluster.ts";
import { type DemoFleet, startDemoFleet } from "../../../demo/start-demo-fleet.ts";
import { isExpired, isTooManyRequests } from "../api/errors.ts";
import { listPages } from "../api/list-pages.ts";
import { patchObject } from "../api/patch-object.ts";
import { requestJson } from "../api/request-json.ts";
import { watchStream } from "../api/watch-stream.ts";
import { parseKubeconfig } from "../kubeconfig/parse-kubeconfig.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { ConnectionLimits } from "./limits.ts";
import { openConnection } from "./open-connection.ts";

const addressPolicy = { allowLoopback: true, allowPrivate: false, refused: [] };
const PODS = { method: "GET", path: "/api/v1/pods" } as const;
type Named = { metadata: { name: string; namespace: string; resourceVersion: string } };

let fleet: DemoFleet;
let cluster: DemoCluster;
const open: ClusterConnection[] = [];

beforeAll(async () => {
  fleet = await startDemoFleet({ scenario: "one-of-each" });
  cluster = fleet.clusters[0] as DemoCluster;
});
afterEach(async () => {
  await cluster.clearFault();
  for (const connection of open.splice(0)) await connection.close();
});
afterAll(() => fleet.stop());

/** Connects the way an operator's own file does. */
function connect(kubeconfig: string, limits: Partial<ConnectionLimits> = {}): ClusterConnection {
  const [context] = parseKubeconfig(kubeconfig, { clock: systemClock, addressPolicy }).contexts;
  if (context === undefined) throw new Error("the demo's kubeconfig was refused");
  const { server, ca, credential, name } = context;
  const deps = { clock: systemClock, random: () => 0.5, log: silentLog, addressPolicy, limits };
  const connection = openConnection({ id: name, slug: name, server, ca, credential }, deps);
  open.push(connection);
  return connection;
}

async function names(connection: ClusterConnection, limit: number): Promise<string[]> {
  const found: string[] = [];
  for await (const page of listPages<Named>(connection, { path: PODS.path, limit })) {
    for (const { metadata } of page.items) found.push(`${metadata.namespace}/${metadata.name}`);
  }
  return found;
}

describe("against the demo fleet", () => {
  it("lists the same pods whatever the page size, by token and by client certificate", async () => {
    const byToken = connect(cluster.kubeconfig);
    const whole = await names(byToken, 500);
    expect(whole.length).toBeGreaterThan(10);
    expect(new Set(whole).size).toBe(whole.length);
    expect(await names(byToken, 3)).toEqual(whole);
    expect(await names(connect(cluster.adminKubeconfig), 7)).toEqual(whole);
  });

  it("a patch arrives at an open watch", async () => {
    const connection = connect(cluster.adminKubeconfig);
    const list = await requestJson<{ items: Named[]; metadata: { resourceVersion: string } }>(connection, PODS);
    const { name, namespace } = (list.items[0] as Named).metadata;
    const query = { resourceVersion: list.metadata.resourceVersion };
    const stamped = new Promise<string>((resolve, reject) => {
      const onOpen = () => {
        const path = { group: "", version: "v1", resource: "pods", namespace, name };
        const patch = { metadata: { annotations: { "wheelhouse.example/test": "1" } } };
        patchObject(connection, path, { type: "merge", patch }).catch(reject);
      };
      void (async () => {
        for await (const event of watchStream<Named>(connection, { path: PODS.path, query, onOpen })) {
          if (event.object.metadata.name === name) return resolve(event.type);
        }
      })().catch(reject);
    });
    expect(await stamped).toBe("MODIFIED");
  });

  it("GOAWAY with 20 open watches loses none", async () => {
    const connection = connect(cluster.kubeconfig);
    const query = { watch: "true", timeoutSeconds: "300" };
    const streams = await Promise.all(Array.from({ length: 20 }, () => connection.stream({ ...PODS, query })));
    cluster.emitGoaway();
    await names(connection, 500);
    expect(connection.health()).toMatchObject({ openStreams: 20, breaker: "closed" });
    for (const stream of streams) stream.close();
    await expect.poll(() => connection.health().openStreams).toBe(0);
  });

  it.each(["event", "status"] as const)("410 as %s is expired", async (as) => {
    await cluster.setFault({ kind: "expired", as });
    const watch = watchStream(connect(cluster.kubeconfig), { path: PODS.path, query: { resourceVersion: "1" } });
    await expect(watch.next()).rejects.toSatisfy(isExpired);
  });

  it.each([
    [{ kind: "refused" }, { unreachable: "refused", message: "connection refused" }],
    [{ kind: "unreachable" }, { unreachable: "timeout" }],
    [{ kind: "no-answer" }, { unreachable: "timeout" }],
    [{ kind: "trickle", everyMs: 20 }, { unreachable: "timeout" }],
    [{ kind: "partial-body" }, { unreachable: "reset" }],
    [{ kind: "expired-certificate" }, { unreachable: "tls", message: expect.stringContaining("expired on") }],
    [{ kind: "redirect", to: "https://evil.example/" }, { unreachable: "redirect" }],
    [{ kind: "garbage" }, { reason: "NotJson" }],
    [{ kind: "server-error", code: 500 }, { status: 500 }],
    [{ kind: "unauthorized" }, { status: 401 }],
    [
      { kind: "too-many-requests", retryAfterSeconds: 60 },
      { status: 429, retryAfterSeconds: 60 },
    ],
  ] as const)("the fault %o is told as %o", async (fault, expected) => {
    await cluster.setFault(fault);
    const limits = {
      connectMs: 300,
      firstByteMs: { interactive: 300, list: 300, stream: 300 },
      wholeMs: { interactive: 500, list: 500 },
    };
    await expect(requestJson(connect(cluster.kubeconfig, limits), PODS)).rejects.toMatchObject(expected);
  });

  it("hostile headers do not pass", async () => {
    await cluster.setFault({ kind: "hostile-headers" });
    const { headers } = await connect(cluster.kubeconfig).request(PODS);
    expect(
      Object.keys(headers).filter((name) => !["content-type", "date", "audit-id", "warning"].includes(name)),
    ).toEqual([]);
  });

  it("load shedding is told by a predicate", async () => {
    await cluster.setFault({ kind: "too-many-requests", retryAfterSeconds: 60 });
    await expect(requestJson(connect(cluster.kubeconfig), PODS)).rejects.toSatisfy(isTooManyRequests);
  });

  it("a stopped server opens the circuit; when it returns, the same connection works again", async () => {
    const connection = connect(cluster.kubeconfig, { probeMinMs: 20, probeMaxMs: 60 });
    await names(connection, 500);
    await cluster.stop();
    await expect
      .poll(() =>
        connection.request(PODS).then(
          () => "answer",
          () => connection.health().breaker,
        ),
      )
      .toBe("open");
    await cluster.start();
    await expect.poll(() => connection.health().breaker).toBe("closed");
    expect((await names(connection, 500)).length).toBeGreaterThan(10);
  });
});
