import type { ScenarioCluster } from "../../fleet/scenario.ts";
import type { KubeObject, ObjectInput } from "../../types/object.ts";

/** Creates an object of any kind the cluster knows. */
export function apply(cluster: ScenarioCluster, input: ObjectInput, withStatus = false): KubeObject {
  const info = cluster.state.resources.byKind(input.apiVersion, input.kind);
  if (!info) throw new Error(`${cluster.slug} does not serve ${input.apiVersion} ${input.kind}`);
  return cluster.writer.create(info.key, input, { withStatus });
}
