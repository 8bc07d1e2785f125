import type { ConfigMapRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readMeta } from "./read-meta.ts";

export const CONFIG_MAP: KindDefinition<"ConfigMap"> = {
  kind: "ConfigMap",
  group: "",
  version: "v1",
  resource: "configmaps",
  namespaced: true,
  metadataOnly: true,
  project: projectConfigMap,
};

/** Metadata alone: the values are never asked for, and would be ignored if a server sent them. */
function projectConfigMap(object: unknown, intern: Intern): ConfigMapRow | undefined {
  return readMeta(object, intern);
}
