import type { SecretRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readMeta } from "./read-meta.ts";

export const SECRET: KindDefinition<"Secret"> = {
  kind: "Secret",
  group: "",
  version: "v1",
  resource: "secrets",
  namespaced: true,
  metadataOnly: true,
  project: projectSecret,
};

/** Metadata alone: the values are never asked for, and would be ignored if a server sent them. */
function projectSecret(object: unknown, intern: Intern): SecretRow | undefined {
  return readMeta(object, intern);
}
