import { globSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Route } from "#lib/http/define-route";

const ROOT = join(import.meta.dirname, "..");

type Matcher = { pattern: RegExp; names: string[]; module: Record<string, Route> };

/** Stands in for Next: answers `/api/…` by the route files themselves, everything else by 404. */
export async function routeRequests(): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>> {
  const files = globSync("app/api/**/route.ts", { cwd: ROOT }).filter((file) => !file.includes("/auth/"));
  const matchers = await Promise.all(files.sort().map(toMatcher));
  return async (request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const found = matchers.find(({ pattern }) => pattern.test(path));
    const route = found?.module[request.method ?? ""];
    if (!found || !route) return void response.writeHead(404).end();
    const values = found.pattern.exec(path)?.slice(1).map(decodeURIComponent) ?? [];
    const params = Object.fromEntries(found.names.map((name, at) => [name, values[at] ?? ""]));
    await send(await route(await toRequest(request), { params: Promise.resolve(params) }), response);
  };
}

async function toMatcher(file: string): Promise<Matcher> {
  const path = file.replace(/^app/, "").replace(/\/route\.ts$/, "");
  const names = [...path.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? "");
  const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\[\w+\]/g, "([^/]+)")}$`);
  return { pattern, names, module: await import(join(ROOT, file)) };
}

async function toRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  return new Request(`http://${request.headers.host}${request.url}`, { method: request.method, headers, body });
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}
