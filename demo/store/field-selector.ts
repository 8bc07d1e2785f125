import type { KubeObject } from "../types/object.ts";
import { at, text } from "../util/json.ts";

export type FieldRequirement = { path: string; equal: boolean; value: string };

/** Fields besides metadata.name and metadata.namespace that a resource can be selected by, as the API server has them. */
const FIELDS: Record<string, readonly string[]> = {
  pods: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  events: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
  secrets: ["type"],
  nodes: ["spec.unschedulable"],
  namespaces: ["status.phase"],
  "jobs.batch": ["status.successful"],
  "replicasets.apps": ["status.replicas"],
};

export class UnsupportedField extends Error {}

/** Parses the `fieldSelector` parameter. Throws UnsupportedField for a field the resource cannot be selected by. */
export function parseFieldSelector(resource: string, input: string): FieldRequirement[] {
  if (input.trim() === "") return [];
  return input.split(",").map((part) => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part.trim());
    if (!match) throw new UnsupportedField(`invalid field selector: ${part}`);
    const path = match[1] ?? "";
    if (!isSelectable(resource, path)) throw new UnsupportedField(`field label not supported: ${path}`);
    return { path, equal: match[2] !== "!=", value: match[3] ?? "" };
  });
}

function isSelectable(resource: string, path: string): boolean {
  return path === "metadata.name" || path === "metadata.namespace" || (FIELDS[resource] ?? []).includes(path);
}

function fieldOf(object: KubeObject, path: string): string {
  if (path === "source") return text(at(object, "source.component"));
  if (path === "status.successful") return String(at(object, "status.succeeded") ?? 0);
  const value = at(object, path);
  if (value === undefined || value === null)
    return path === "spec.unschedulable" || path === "spec.hostNetwork" ? "false" : "";
  return String(value);
}

export function matchesFields(object: KubeObject, requirements: readonly FieldRequirement[]): boolean {
  return requirements.every(({ path, equal, value }) => (fieldOf(object, path) === value) === equal);
}
