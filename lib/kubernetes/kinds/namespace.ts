import type { NamespaceRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { fieldsOf, nameOf, textMapOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const NAMESPACE: KindDefinition<"Namespace"> = {
  kind: "Namespace",
  group: "",
  version: "v1",
  resource: "namespaces",
  namespaced: false,
  metadataOnly: false,
  project: projectNamespace,
};

function projectNamespace(object: unknown, intern: Intern): NamespaceRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { metadata, status } = fieldsOf(object);
  return {
    ...meta,
    phase: nameOf(fieldsOf(status).phase, intern) ?? "Unknown",
    labels: textMapOf(fieldsOf(metadata).labels, intern),
  };
}
