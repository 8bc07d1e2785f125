import type { V1APIGroupList, V1APIResourceList } from "@kubernetes/client-node";
import { isForbidden, isKubeError, isUnauthorized } from "../api/errors.ts";
import { requestJson } from "../api/request-json.ts";
import type { ComponentFinding } from "../types/diagnosis.ts";
import type { Check, DiagnosisContext } from "./diagnosis-context.ts";
import { KNOWN_COMPONENTS, type KnownComponent } from "./known-components.ts";

/** As the API server should answer; it may be anything that calls itself one. */
type GroupList = Partial<V1APIGroupList>;
type ResourceList = Partial<V1APIResourceList>;

/** Which known software the cluster has, by the API groups it serves. */
export const checkComponents: Check = async (context) => {
  const { connection, signal } = context;
  try {
    const list = await requestJson<GroupList>(connection, { method: "GET", path: "/apis", signal });
    const served = new Map(
      (list.groups ?? []).map((group) => [group.name ?? "", group.preferredVersion?.groupVersion]),
    );
    const candidates = KNOWN_COMPONENTS.filter(({ group }) => served.has(group));
    const resources = await resourcesOf(context, candidates, served);
    const components: ComponentFinding[] = candidates
      .filter(({ group, resource }) => resource === undefined || resources.get(group)?.has(resource) === true)
      .map(({ id, name, group }) => ({ id, name, group }));
    const sentence =
      components.length === 0 ? "No known add-on was found." : `${components.map(({ name }) => name).join(", ")}.`;
    return { state: "ok", sentence, facts: { components } };
  } catch (error) {
    if (!isForbidden(error) && !isUnauthorized(error)) throw error;
    const fix = "Bind the credential to the ClusterRole system:discovery.";
    return { state: "unknown", sentence: "The credential may not see which kinds the cluster serves.", fix };
  }
};

/** Resources of the groups that several products share. */
async function resourcesOf(
  { connection, signal }: DiagnosisContext,
  candidates: readonly KnownComponent[],
  served: ReadonlyMap<string, string | undefined>,
): Promise<Map<string, Set<string>>> {
  const groups = new Set(candidates.filter(({ resource }) => resource !== undefined).map(({ group }) => group));
  const found = new Map<string, Set<string>>();
  for (const group of groups) {
    const groupVersion = served.get(group);
    if (groupVersion === undefined || !/^[a-z0-9.-]+\/[a-z0-9]+$/.test(groupVersion)) continue;
    try {
      const list = await requestJson<ResourceList>(connection, {
        method: "GET",
        path: `/apis/${groupVersion}`,
        signal,
      });
      found.set(group, new Set((list.resources ?? []).map(({ name }) => name ?? "")));
    } catch (error) {
      // A group whose server fails says nothing about the others.
      if (!isKubeError(error)) throw error;
    }
  }
  return found;
}
