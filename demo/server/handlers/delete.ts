import type { DeleteOptions } from "../../registry/cluster-state.ts";
import { type Deletion, deleteObject } from "../../registry/delete-object.ts";
import { dict } from "../../util/json.ts";
import type { ResourceRequest } from "../context.ts";
import { isDryRun } from "../field-manager.ts";
import { isTrue, numberOf, selectionOf } from "../list-options.ts";
import { type Presentation, presentList, presentObject } from "../present.ts";
import { readBody } from "../read-body.ts";

/** Kinds whose deletion answers with the object itself instead of a Status. */
const RETURNS_OBJECT = new Set([
  "pods",
  "services",
  "persistentvolumeclaims",
  "serviceaccounts",
  "namespaces",
  "persistentvolumes",
]);

async function optionsOf({ server, exchange }: ResourceRequest): Promise<DeleteOptions> {
  const { query } = exchange;
  const body = dict(await readBody(server, exchange)) as DeleteOptions & { dryRun?: unknown };
  const grace = numberOf(query, "gracePeriodSeconds");
  const policy = query.get("propagationPolicy");
  return {
    ...body,
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(policy ? { propagationPolicy: policy } : {}),
    ...(isTrue(query, "orphanDependents") ? { orphanDependents: true } : {}),
    dryRun: isDryRun(exchange) || (Array.isArray(body.dryRun) && body.dryRun.includes("All")),
  };
}

function sendDeletion(
  { server, exchange, info }: ResourceRequest,
  { object, gone }: Deletion,
  how: Presentation,
): void {
  if (!gone || RETURNS_OBJECT.has(info.key)) {
    exchange.send(200, presentObject(server, info, object, how), { "content-type": "application/json" });
    return;
  }
  const { name, uid } = object.metadata;
  exchange.sendJson(200, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details: { name, ...(info.group ? { group: info.group } : {}), kind: info.resource, uid },
  });
}

export async function handleDelete(request: ResourceRequest, how: Presentation): Promise<void> {
  const { server, info, namespace } = request;
  const options = await optionsOf(request);
  sendDeletion(request, deleteObject(server, info, namespace, request.request.name, options), how);
}

export async function handleDeleteCollection(request: ResourceRequest, how: Presentation): Promise<void> {
  const { server, info, exchange, namespace } = request;
  const options = await optionsOf(request);
  const { matches } = selectionOf(info.key, exchange.query);
  const chosen = server.store.list(info.key, namespace).filter(matches);
  for (const { metadata } of chosen) deleteObject(server, info, metadata.namespace, metadata.name, options);
  const listMeta = { resourceVersion: String(server.store.revision) };
  exchange.send(200, presentList(server, info, chosen, listMeta, how), { "content-type": "application/json" });
}
