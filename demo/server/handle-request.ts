import { authorize, refusal } from "../rbac/authorize.ts";
import type { Attributes, User } from "../rbac/user.ts";
import { ApiError, apiErrors } from "../registry/api-error.ts";
import { authenticate } from "./authenticate.ts";
import type { ServerContext } from "./context.ts";
import type { Exchange } from "./exchange.ts";
import { handleResource } from "./handle-resource.ts";
import { handleDiscovery } from "./handlers/discovery.ts";
import { handleOpenApi } from "./handlers/openapi.ts";
import { impersonate } from "./impersonate.ts";
import { parseRequest, type RequestInfo } from "./request-info.ts";

const HEALTH = new Set(["/livez", "/readyz", "/healthz"]);

function checkAccess(server: ServerContext, user: User, info: RequestInfo): void {
  const { path, isResource, ...rest } = info;
  const attributes: Attributes = isResource ? rest : { ...rest, path };
  if (authorize(server.store, user, attributes).allowed) return;
  const why = refusal(user, attributes);
  if (!info.isResource) throw apiErrors.forbiddenPath(why);
  throw apiErrors.forbidden({ group: info.group, resource: info.resource }, info.name || undefined, why);
}

function versionInfo({ version }: ServerContext): object {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  return {
    major,
    minor,
    gitVersion: version,
    gitCommit: "9a5b3c1d7e8f60112233445566778899aabbccdd",
    gitTreeState: "clean",
    buildDate: "2026-08-12T10:20:30Z",
    goVersion: "go1.26.4",
    compiler: "gc",
    platform: "linux/amd64",
  };
}

function handlePath(server: ServerContext, exchange: Exchange, { verb, path }: RequestInfo): void {
  if (verb !== "get") throw apiErrors.methodNotAllowed();
  if (HEALTH.has(path)) {
    exchange.sendText(200, "ok");
    return;
  }
  if (path === "/version" || path === "/version/") {
    exchange.sendJson(200, versionInfo(server));
    return;
  }
  if (/^\/apis?(\/|$)/.test(path)) {
    handleDiscovery(server, exchange);
    return;
  }
  if (path.startsWith("/openapi/")) {
    handleOpenApi(server, exchange);
    return;
  }
  throw apiErrors.noSuchResource();
}

async function serve(server: ServerContext, tokens: ReadonlyMap<string, User>, exchange: Exchange): Promise<void> {
  const nowSeconds = (): number => server.clock.now() / 1000;
  const sender = authenticate(exchange, { tokenKey: server.tokenKey, tokens, nowSeconds });
  const request = parseRequest(exchange.method, exchange.path, exchange.query);
  const user = impersonate(exchange, sender, server.store);
  checkAccess(server, user, request);
  if (!request.isResource) return handlePath(server, exchange, request);
  const info = server.resources.find(request.group, request.version, request.resource);
  if (!info) throw apiErrors.noSuchResource();
  if (!info.namespaced && request.namespace && info.resource !== "namespaces") throw apiErrors.noSuchResource();
  const namespace = info.namespaced && request.namespace ? request.namespace : undefined;
  if (info.namespaced && request.name && !namespace && !["list", "watch"].includes(request.verb))
    throw apiErrors.noSuchResource();
  await handleResource({ server, exchange, request, info, user, namespace });
}

/** Answers one request as the API server would; whatever fails becomes a `Status`. */
export async function handleRequest(
  server: ServerContext,
  tokens: ReadonlyMap<string, User>,
  exchange: Exchange,
): Promise<void> {
  try {
    await serve(server, tokens, exchange);
  } catch (error) {
    if (error instanceof ApiError) return exchange.sendStatus(error.status);
    if (error instanceof RangeError) {
      return exchange.sendStatus(
        new ApiError(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728").status,
      );
    }
    exchange.sendStatus(apiErrors.internal(error instanceof Error ? error.message : String(error)).status);
  }
}
