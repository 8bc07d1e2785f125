import type { Context } from "#lib/context";
import { templateOf } from "./below-of.ts";
import type { NarrowedScope } from "./narrow-scope.ts";
import { type PartState, type Place, readPart } from "./read-part.ts";
import type { WorkloadDetail } from "./schemas.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/**
 * Names of the ConfigMaps and Secrets that a workload refers to, each only where the viewer may list that kind. Where
 * the template is not known: all names of the namespace.
 */
export function collectConfig(
  ctx: Context,
  narrowed: Pick<NarrowedScope, "scope">,
  facts: WorkloadFacts,
  place: Place,
): WorkloadDetail["config"] {
  const template = templateOf(facts);
  const configMaps = readPart(ctx, narrowed, "ConfigMap", place);
  const secrets = readPart(ctx, narrowed, "Secret", place);
  const named = (
    part: { state: PartState; rows: readonly { name: string }[] },
    refs: readonly string[] | undefined,
  ) => {
    if (part.state === "not-allowed") return [];
    return [...(refs ?? part.rows.map((row) => row.name))].sort();
  };
  return {
    state: configMaps.state === "not-allowed" ? secrets.state : configMaps.state,
    configMaps: named(configMaps, template?.configMaps),
    secrets: named(secrets, template?.secrets),
  };
}
