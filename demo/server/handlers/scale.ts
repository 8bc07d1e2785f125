import { applyJsonPatch } from "../../patch/json-patch.ts";
import { applyMergePatch } from "../../patch/merge-patch.ts";
import { apiErrors } from "../../registry/api-error.ts";
import { requireObject, updateObject } from "../../registry/update-object.ts";
import { selectorText } from "../../store/label-selector.ts";
import type { KubeObject, LabelSelector, ObjectInput } from "../../types/object.ts";
import { at, dict } from "../../util/json.ts";
import type { ResourceRequest } from "../context.ts";
import { readBody } from "../read-body.ts";
import { writeOf } from "./write.ts";

function scaleOf(object: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, ...(namespace ? { namespace } : {}), uid, resourceVersion, creationTimestamp },
    spec: { replicas: at(object, "spec.replicas") ?? 0 },
    status: {
      replicas: at(object, "status.replicas") ?? 0,
      selector: selectorText(at(object, "spec.selector") as LabelSelector | undefined),
    },
  };
}

/** GET, PUT and PATCH of the scale subresource. */
export async function handleScale(request: ResourceRequest): Promise<void> {
  const { server, info, exchange, namespace } = request;
  const { name, verb } = request.request;
  const current = requireObject(server, info, namespace, name);
  if (verb === "get") return exchange.sendJson(200, scaleOf(current));
  const body = await readBody(server, exchange);
  const scale =
    verb === "patch"
      ? Array.isArray(body)
        ? applyJsonPatch(scaleOf(current), body)
        : applyMergePatch(scaleOf(current), body)
      : (dict(body) as ObjectInput);
  const replicas = at(scale, "spec.replicas") ?? 0;
  if (typeof replicas !== "number" || replicas < 0)
    throw apiErrors.badRequest("spec.replicas must be a whole number, 0 or more");
  const asked = verb === "update" ? scale.metadata?.resourceVersion : at(body, "metadata.resourceVersion");
  const next = {
    ...current,
    metadata: { ...current.metadata, resourceVersion: typeof asked === "string" ? asked : undefined },
    spec: { ...dict(current.spec), replicas },
  };
  const written = updateObject(server, info, namespace, name, next, { ...writeOf(request), subresource: "scale" });
  exchange.sendJson(200, scaleOf(written));
}
