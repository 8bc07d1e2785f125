import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault, FaultKind } from "../faults/fault.ts";
import type { DemoCluster } from "../fleet/demo-cluster.ts";
import type { DemoFleet } from "../start-demo-fleet.ts";

export type Control = { url: string; token: string; stop(): Promise<void> };

const FAULT_KINDS: readonly FaultKind[] = [
  "latency",
  "refused",
  "unreachable",
  "stalled-watch",
  "no-answer",
  "expired",
  "too-many-requests",
  "server-error",
  "partial-body",
  "trickle",
  "unauthorized",
  "expired-certificate",
  "clock-skew",
  "redirect",
  "hostile-headers",
  "garbage",
];

class BadRequest extends Error {}

function parseFault(text: string): Fault {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BadRequest("the body must be a fault as JSON");
  }
  const kind = (parsed as { kind?: unknown } | null)?.kind;
  if (!FAULT_KINDS.includes(kind as FaultKind)) throw new BadRequest(`kind must be one of ${FAULT_KINDS.join(", ")}`);
  return parsed as Fault;
}

const ACTIONS: Readonly<Record<string, (cluster: DemoCluster) => void | Promise<void>>> = {
  stop: (cluster) => cluster.stop(),
  start: (cluster) => cluster.start(),
  compact: (cluster) => cluster.compact(),
  goaway: (cluster) => cluster.emitGoaway(),
};

function stateOf({ slug, server, listening, faults, store }: DemoCluster): object {
  return {
    slug,
    server,
    listening: listening(),
    faults: faults(),
    revision: store.revision,
    pods: store.count("pods"),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 65_536) throw new BadRequest("the body is too large");
  }
  return text;
}

async function act(
  fleet: DemoFleet,
  method: string,
  parts: readonly string[],
  body: () => Promise<string>,
): Promise<object | undefined> {
  const [root, slug = "", what = "", detail] = parts;
  if (root === "state" && method === "GET") return { clusters: fleet.clusters.map(stateOf) };
  const cluster = root === "clusters" ? fleet.clusters.find((candidate) => candidate.slug === slug) : undefined;
  if (!cluster) return undefined;
  if (what === "" && method === "GET") return stateOf(cluster);
  if (what === "faults" && method === "POST") await cluster.setFault(parseFault(await body()));
  else if (what === "faults" && method === "DELETE") await cluster.clearFault(detail as FaultKind | undefined);
  else if (method === "POST" && Object.hasOwn(ACTIONS, what)) await ACTIONS[what]?.(cluster);
  else return undefined;
  return stateOf(cluster);
}

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(response: ServerResponse, code: number, value: object): void {
  response.writeHead(code, { "content-type": "application/json" });
  response.end(`${JSON.stringify(value)}\n`);
}

/**
 * The switch of the faults, over plain HTTP on loopback with a bearer token:
 * `GET /state`, `POST /clusters/SLUG/faults` (a fault as JSON), `DELETE /clusters/SLUG/faults[/KIND]`,
 * `POST /clusters/SLUG/{stop,start,compact,goaway}`.
 */
export async function startControl(fleet: DemoFleet, port: number): Promise<Control> {
  const token = randomBytes(24).toString("base64url");
  const server = createServer((request, response) => {
    if (!isAllowed(request, token)) {
      answer(response, 401, { error: "the control token is missing or wrong" });
      return;
    }
    const parts =
      (request.url ?? "/")
        .split("?")[0]
        ?.split("/")
        .filter((part) => part !== "") ?? [];
    act(fleet, request.method ?? "GET", parts, () => bodyOf(request)).then(
      (result) => answer(response, result ? 200 : 404, result ?? { error: "no such cluster or action" }),
      (error: Error) => answer(response, error instanceof BadRequest ? 400 : 500, { error: error.message }),
    );
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
