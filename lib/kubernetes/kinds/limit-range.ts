import type { LimitRangeRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { parseResource } from "./parse-resource.ts";
import { type Fields, fieldsOf, listOf, nameOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const LIMIT_RANGE: KindDefinition<"LimitRange"> = {
  kind: "LimitRange",
  group: "",
  version: "v1",
  resource: "limitranges",
  namespaced: true,
  metadataOnly: false,
  project: projectLimitRange,
};

function projectLimitRange(object: unknown, intern: Intern): LimitRangeRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { limits } = fieldsOf(fieldsOf(object).spec);
  return { ...meta, limits: listOf(limits).flatMap((entry) => readLimits(fieldsOf(entry), intern)) };
}

function readLimits(entry: Fields, intern: Intern): LimitRangeRow["limits"] {
  const [min, max, standard, request] = [entry.min, entry.max, entry.default, entry.defaultRequest].map(fieldsOf);
  const resources = new Set([min, max, standard, request].flatMap((map) => Object.keys(map ?? {})));
  const amount = (map: Fields | undefined, resource: string) =>
    map && Object.hasOwn(map, resource) ? parseResource(resource, map[resource]) : undefined;
  return [...resources].slice(0, 64).map((resource) => ({
    type: nameOf(entry.type, intern) ?? "",
    resource: intern(resource),
    min: amount(min, resource),
    max: amount(max, resource),
    default: amount(standard, resource),
    defaultRequest: amount(request, resource),
  }));
}
