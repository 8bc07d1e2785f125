import { apiVersionOf, type ResourceInfo } from "../../kinds/resource-info.ts";
import { openApiSchemas } from "../../protobuf/open-api-schemas.ts";
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

const lengthDelimited = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([(field << 3) | 2, bytes.length]), bytes]);

/** An empty `openapi.v2.Document` (gnostic), as protobuf unless JSON is asked for. */
function sendVersion2({ version }: ServerContext, exchange: Exchange): void {
  if (!exchange.header("accept").includes("protobuf")) {
    const info = { title: "Kubernetes", version };
    exchange.sendJson(200, { swagger: "2.0", info, paths: {}, definitions: {} });
    return;
  }
  const text = (field: number, value: string): Buffer => lengthDelimited(field, Buffer.from(value));
  const info = Buffer.concat([text(1, "Kubernetes"), text(2, version)]);
  const empty = Buffer.alloc(0);
  const document = Buffer.concat([
    text(1, "2.0"),
    lengthDelimited(2, info),
    lengthDelimited(8, empty),
    lengthDelimited(9, empty),
  ]);
  exchange.send(200, document, { "content-type": "application/com.github.proto-openapi.spec.v2.v1.0+protobuf" });
}

/**
 * /openapi/v3: enough for kubectl to see that the server validates fields itself, and for `kubectl explain`. /openapi/v2 is a
 * document without definitions, with which kubectl checks nothing itself.
 */
export function handleOpenApi(server: ServerContext, exchange: Exchange): void {
  const rest = exchange.path.replace(/^\/openapi\/v3\/?/, "");
  if (exchange.path.startsWith("/openapi/v2")) {
    sendVersion2(server, exchange);
    return;
  }
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
    components: {
      schemas: openApiSchemas(
        server.messages(),
        infos.filter(({ custom }) => !custom),
      ),
    },
  });
}
