import { apiVersionOf, type ResourceInfo } from "../../kinds/resource-info.ts";
import { apiErrors } from "../../registry/api-error.ts";
import type { Dict } from "../../types/object.ts";
import type { ServerContext } from "../context.ts";
import type { Exchange } from "../exchange.ts";

const PARAMETERS = ["dryRun", "fieldManager", "fieldValidation", "force"].map((name) => ({
  name,
  in: "query",
  schema: { type: name === "force" ? "boolean" : "string", uniqueItems: true },
}));

const pathOf = (info: ResourceInfo): string => {
  const root = info.group === "" ? `/api/${info.version}` : `/apis/${info.group}/${info.version}`;
  return `${root}${info.namespaced ? "/namespaces/{namespace}" : ""}/${info.resource}`;
};

function pathsOf(info: ResourceInfo): [string, Dict][] {
  const gvk = { group: info.group, version: info.version, kind: info.kind };
  const operation = (action: string): Dict => ({
    "x-kubernetes-action": action,
    "x-kubernetes-group-version-kind": gvk,
    parameters: PARAMETERS,
    responses: { "200": { description: "OK" } },
  });
  const path = pathOf(info);
  return [
    [path, { get: operation("list"), post: operation("post") }],
    [
      `${path}/{name}`,
      { get: operation("get"), put: operation("put"), patch: operation("patch"), delete: operation("delete") },
    ],
  ];
}

function schemasOf(info: ResourceInfo): [string, Dict] {
  const name = `${[info.group || "core", info.version].join(".").split(".").reverse().join(".")}.${info.kind}`;
  return [
    name,
    {
      type: "object",
      "x-kubernetes-group-version-kind": [{ group: info.group, version: info.version, kind: info.kind }],
      "x-kubernetes-preserve-unknown-fields": true,
    },
  ];
}

/**
 * /openapi/v3: enough for kubectl to see that the server validates fields itself. Schemas are open; /openapi/v2, which
 * clients want as protobuf, is not served.
 */
export function handleOpenApi(server: ServerContext, exchange: Exchange): void {
  const rest = exchange.path.replace(/^\/openapi\/v3\/?/, "");
  if (exchange.path.startsWith("/openapi/v2")) throw apiErrors.noSuchResource();
  const all = server.resources.all();
  const keyOf = (info: ResourceInfo): string =>
    info.group === "" ? `api/${info.version}` : `apis/${apiVersionOf(info)}`;
  if (rest === "") {
    const keys = [...new Set(all.map(keyOf))];
    const paths = Object.fromEntries(
      keys.map((key) => [key, { serverRelativeURL: `/openapi/v3/${key}?hash=${server.version}` }]),
    );
    exchange.sendJson(200, { paths });
    return;
  }
  const infos = all.filter((info) => keyOf(info) === rest);
  if (infos.length === 0) throw apiErrors.noSuchResource();
  exchange.sendJson(200, {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: server.version },
    paths: Object.fromEntries(infos.flatMap(pathsOf)),
    components: { schemas: Object.fromEntries(infos.map(schemasOf)) },
  });
}
