import { apiErrors } from "../registry/api-error.ts";
import { requireObject } from "../registry/update-object.ts";
import { acceptedFormat } from "./accept.ts";
import type { ResourceRequest } from "./context.ts";
import { handleDelete, handleDeleteCollection } from "./handlers/delete.ts";
import { handleList } from "./handlers/list.ts";
import { handleMetrics } from "./handlers/metrics.ts";
import { handlePatch } from "./handlers/patch.ts";
import { handleBinding, handleEviction, handleTokenRequest } from "./handlers/pod-actions.ts";
import { handlePodLog } from "./handlers/pod-log.ts";
import { handleReview } from "./handlers/reviews.ts";
import { handleScale } from "./handlers/scale.ts";
import { handleWatch } from "./handlers/watch.ts";
import { answer, handleCreate, handleUpdate } from "./handlers/write.ts";
import type { Presentation } from "./present.ts";

const REVIEW_GROUPS = new Set(["authorization.k8s.io", "authentication.k8s.io"]);
/** Subresources that are read and written like the object itself. */
const LIKE_THE_OBJECT = new Set(["", "status", "finalize"]);

type Handler = (request: ResourceRequest, how: Presentation) => void | Promise<void>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  get: (request, how) => {
    const { server, info, namespace } = request;
    answer(request, 200, requireObject(server, info, namespace, request.request.name), how);
  },
  list: handleList,
  watch: handleWatch,
  create: handleCreate,
  update: handleUpdate,
  patch: handlePatch,
  delete: handleDelete,
  deletecollection: handleDeleteCollection,
};

const SUBRESOURCES: Readonly<Record<string, Handler>> = {
  scale: handleScale,
  log: handlePodLog,
  eviction: handleEviction,
  binding: handleBinding,
  token: handleTokenRequest,
};

function presentationOf({ exchange, info }: ResourceRequest): Presentation {
  const format = acceptedFormat(exchange.header("accept"));
  if (!format) throw apiErrors.notAcceptable();
  const known = info.verbs.includes("list") ? format : "object";
  return { format: known, includeObject: exchange.query.get("includeObject") ?? "Metadata" };
}

/** Serves an authorised request for a resource the cluster has. */
export async function handleResource(request: ResourceRequest): Promise<void> {
  const { info, request: asked } = request;
  const { subresource } = asked;
  if (REVIEW_GROUPS.has(info.group)) {
    if (asked.verb !== "create") throw apiErrors.methodNotAllowed();
    return handleReview(request);
  }
  if (subresource !== "" && !info.subresources.includes(subresource)) throw apiErrors.noSuchResource();
  if (!LIKE_THE_OBJECT.has(subresource))
    return SUBRESOURCES[subresource]?.(request, { format: "object", includeObject: "" });
  const how = presentationOf(request);
  if (info.group === "metrics.k8s.io") {
    if (!info.verbs.includes(asked.verb)) throw apiErrors.methodNotAllowed();
    return handleMetrics(request, how);
  }
  if (subresource === "" && !info.verbs.includes(asked.verb)) throw apiErrors.methodNotAllowed();
  const handler = HANDLERS[asked.verb];
  if (!handler) throw apiErrors.methodNotAllowed();
  return handler(request, how);
}
