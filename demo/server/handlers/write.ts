import { fromEventsV1 } from "../../kinds/events-v1.ts";
import { apiErrors } from "../../registry/api-error.ts";
import type { Write } from "../../registry/cluster-state.ts";
import { createObject } from "../../registry/create-object.ts";
import { updateObject } from "../../registry/update-object.ts";
import type { KubeObject, ObjectInput } from "../../types/object.ts";
import { checkFields } from "../check-fields.ts";
import type { ResourceRequest } from "../context.ts";
import { fieldManagerOf, isDryRun } from "../field-manager.ts";
import { type Presentation, presentObject } from "../present.ts";
import { readObject } from "../read-body.ts";

export function writeOf({ exchange, request }: ResourceRequest): Write {
  return {
    manager: fieldManagerOf(exchange),
    dryRun: isDryRun(exchange),
    ...(request.subresource ? { subresource: request.subresource } : {}),
  };
}

/** What the client sent, in the stored version, with URL and body agreeing. Throws 400 where they do not. */
export function checkInput({ info, request }: ResourceRequest, input: ObjectInput): ObjectInput {
  const body = info.group === "events.k8s.io" ? fromEventsV1(input) : input;
  const { name, namespace } = body.metadata;
  if (body.kind && body.kind !== info.kind) {
    throw apiErrors.badRequest(
      `${body.kind} in version ${JSON.stringify(body.apiVersion)} cannot be handled as a ${info.kind}`,
    );
  }
  if (info.namespaced && namespace && namespace !== request.namespace) {
    throw apiErrors.badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
  if (request.name && name && name !== request.name) {
    throw apiErrors.badRequest(`the name of the object (${name}) does not match the name on the URL (${request.name})`);
  }
  return {
    ...body,
    kind: body.kind || info.kind,
    metadata: { ...body.metadata, ...(info.namespaced ? { namespace: request.namespace } : {}) },
  };
}

export function answer(
  { server, exchange, info }: ResourceRequest,
  code: number,
  object: KubeObject,
  how: Presentation,
): void {
  exchange.send(code, presentObject(server, info, object, how), { "content-type": "application/json" });
}

export async function handleCreate(request: ResourceRequest, how: Presentation): Promise<void> {
  const { server, info, exchange, namespace } = request;
  if (info.namespaced && !namespace) throw apiErrors.methodNotAllowed();
  const input = checkInput(request, await readObject(server, exchange));
  checkFields(request, input);
  answer(request, 201, createObject(server, info, namespace, input, writeOf(request)), how);
}

export async function handleUpdate(request: ResourceRequest, how: Presentation): Promise<void> {
  const { server, info, exchange, namespace } = request;
  const { name } = request.request;
  if (name === "") throw apiErrors.methodNotAllowed();
  const input = checkInput(request, await readObject(server, exchange));
  checkFields(request, input);
  const known = server.store.get(info.key, namespace, name);
  if (!known && !input.metadata.resourceVersion && ["configmaps", "leases.coordination.k8s.io"].includes(info.key)) {
    const created = createObject(
      server,
      info,
      namespace,
      { ...input, metadata: { ...input.metadata, name } },
      writeOf(request),
    );
    return answer(request, 201, created, how);
  }
  answer(request, 200, updateObject(server, info, namespace, name, input, writeOf(request)), how);
}
