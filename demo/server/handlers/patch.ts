import { apiVersionOf } from "../../kinds/resource-info.ts";
import { applyJsonPatch } from "../../patch/json-patch.ts";
import { applyMergePatch } from "../../patch/merge-patch.ts";
import { serverSideApply } from "../../patch/server-side-apply.ts";
import { applyStrategicMerge } from "../../patch/strategic-merge.ts";
import { apiErrors, invalid } from "../../registry/api-error.ts";
import { createObject } from "../../registry/create-object.ts";
import { requireObject, updateObject, withFields } from "../../registry/update-object.ts";
import type { KubeObject, ObjectInput } from "../../types/object.ts";
import { isDict } from "../../util/json.ts";
import { timestamp } from "../../util/time.ts";
import { checkFields } from "../check-fields.ts";
import type { ResourceRequest } from "../context.ts";
import { isTrue } from "../list-options.ts";
import { inVersion, type Presentation } from "../present.ts";
import { readBody } from "../read-body.ts";
import { answer, checkInput, writeOf } from "./write.ts";

const TYPES =
  "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml";

function patched(request: ResourceRequest, current: KubeObject, type: string, patch: unknown): ObjectInput {
  if (type === "application/json-patch+json") return applyJsonPatch(current, patch);
  if (type === "application/merge-patch+json") return applyMergePatch(current, patch);
  if (type === "application/strategic-merge-patch+json" && !request.info.custom)
    return applyStrategicMerge(current, patch);
  throw apiErrors.unsupportedMediaType(TYPES);
}

/** PATCH: JSON patch, merge patch, strategic merge patch or server-side apply, chosen by the content type. */
export async function handlePatch(request: ResourceRequest, how: Presentation): Promise<void> {
  const { server, info, exchange, namespace } = request;
  const type = exchange.header("content-type").split(";")[0]?.trim() ?? "";
  const patch = await readBody(server, exchange);
  if (type.startsWith("application/apply-patch+")) return applyPatch(request, patch, how);
  const { name } = request.request;
  const current = requireObject(server, info, namespace, name);
  const result = patched(request, inVersion(server, info, current), type, patch);
  const input = checkInput(request, result);
  if (exchange.query.get("fieldValidation") === "Strict") checkFields(request, input);
  if (!isDict(patch) || !isDict(patch.metadata) || !patch.metadata.resourceVersion) {
    if (!Array.isArray(patch)) input.metadata.resourceVersion = undefined;
  }
  answer(request, 200, updateObject(server, info, namespace, name, input, writeOf(request)), how);
}

const managerRequired = (): Error =>
  invalid("meta.k8s.io", "PatchOptions", "", [
    { field: "fieldManager", reason: "FieldValueRequired", message: "Required value: is required for apply patch" },
  ]);

function applyPatch(request: ResourceRequest, body: unknown, how: Presentation): void {
  const { server, info, exchange, namespace } = request;
  const { name } = request.request;
  const manager = exchange.query.get("fieldManager");
  if (!manager) throw managerRequired();
  if (!isDict(body)) throw apiErrors.badRequest("the applied configuration must be an object");
  const config = checkInput(request, { ...body, metadata: isDict(body.metadata) ? body.metadata : {} } as ObjectInput);
  checkFields(request, config);
  if (config.metadata.managedFields) throw apiErrors.badRequest("metadata.managedFields must be nil");
  const live = server.store.get(info.key, namespace, name);
  const { subresource } = request.request;
  const writer = {
    manager,
    operation: "Apply" as const,
    time: timestamp(server.clock.now()),
    ...(subresource ? { subresource } : {}),
  };
  const merged = serverSideApply(
    live && withFields(live),
    { ...config, apiVersion: config.apiVersion || apiVersionOf(info) },
    writer,
    isTrue(exchange.query, "force"),
  );
  const write = { ...writeOf(request), applied: true };
  if (live) {
    const metadata = { ...merged.metadata, resourceVersion: config.metadata.resourceVersion };
    answer(request, 200, updateObject(server, info, namespace, name, { ...merged, metadata }, write), how);
    return;
  }
  const created = createObject(server, info, namespace, { ...merged, metadata: { ...merged.metadata, name } }, write);
  answer(request, 201, created, how);
}
