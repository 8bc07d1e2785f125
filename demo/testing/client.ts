import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import type { DemoCluster } from "../fleet/demo-cluster.ts";
import type { Dict, KubeObject } from "../types/object.ts";

export type Answer = {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
  json: Dict & Partial<KubeObject>;
};

export type Call = {
  method?: string;
  body?: unknown;
  headers?: Record<string, string | string[]>;
  /** Default: the portal's token; null: none. */
  token?: string | null;
};

function open(cluster: DemoCluster, path: string, call: Call): Promise<IncomingMessage> {
  const { method = "GET", body, headers = {}, token = cluster.token } = call;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      cluster.server + path,
      {
        method,
        ca: cluster.ca,
        agent: false,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
      },
      resolve,
    );
    outgoing.on("error", reject);
    outgoing.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
  });
}

/** One request over HTTP/1.1. Rejects when the answer breaks off. */
export async function call(cluster: DemoCluster, path: string, options: Call = {}): Promise<Answer> {
  const response = await open(cluster, path, options);
  let text = "";
  for await (const chunk of response) text += String(chunk);
  const isJson = /json/.test(String(response.headers["content-type"])) && text.startsWith("{");
  return { status: response.statusCode ?? 0, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
}

export type WatchEvent = { type: string; object: KubeObject & Dict };

/** A watch whose events can be waited for. */
export type Watching = {
  status: number;
  events: WatchEvent[];
  ended: Promise<void>;
  /** Resolves when the events so far satisfy the condition. */
  until(condition: (events: WatchEvent[]) => boolean): Promise<WatchEvent[]>;
  close(): void;
};

export async function watch(cluster: DemoCluster, path: string, options: Call = {}): Promise<Watching> {
  const response = await open(cluster, path, options);
  const events: WatchEvent[] = [];
  const waiters = new Set<() => void>();
  let rest = "";
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) events.push(JSON.parse(line) as WatchEvent);
    for (const waiter of [...waiters]) waiter();
  });
  const ended = new Promise<void>((resolve) => {
    response.once("close", () => resolve());
  });
  response.on("error", () => {});
  return {
    status: response.statusCode ?? 0,
    events,
    ended,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition(events)) return;
          waiters.delete(check);
          resolve(events);
        };
        waiters.add(check);
        check();
      }),
    close: () => response.destroy(),
  };
}
