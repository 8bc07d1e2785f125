import type { QuotaItem, ResourceQuotaRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { parseResource } from "./parse-resource.ts";
import { exactList, type Fields, fieldsOf, listOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const RESOURCE_QUOTA: KindDefinition<"ResourceQuota"> = {
  kind: "ResourceQuota",
  group: "",
  version: "v1",
  resource: "resourcequotas",
  namespaced: true,
  metadataOnly: false,
  project: projectResourceQuota,
};

function projectResourceQuota(object: unknown, intern: Intern): ResourceQuotaRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  return {
    ...meta,
    items: readItems(fieldsOf(status), intern),
    scoped: listOf(spec.scopes).length > 0 || Object.keys(fieldsOf(spec.scopeSelector)).length > 0,
  };
}

/** Only what the quota controller has counted: a limit without a count is not "0 used". */
function readItems(status: Fields, intern: Intern): readonly QuotaItem[] {
  const used = fieldsOf(status.used);
  const items: QuotaItem[] = [];
  for (const [resource, value] of Object.entries(fieldsOf(status.hard)).slice(0, 256)) {
    const hard = parseResource(resource, value);
    const count = Object.hasOwn(used, resource) ? parseResource(resource, used[resource]) : undefined;
    if (hard !== undefined && count !== undefined) items.push({ resource: intern(resource), hard, used: count });
  }
  return exactList(items);
}
