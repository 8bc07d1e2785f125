import type { LabelSelector, Labels } from "../types/object.ts";

export type Requirement = {
  key: string;
  operator: "in" | "notin" | "exists" | "!" | "=" | "!=" | "gt" | "lt";
  values: string[];
};

const SET = /^([^\s!=<>]+)\s+(in|notin)\s+\(([^)]*)\)$/;
const COMPARE = /^([^\s!=<>]+)\s*(==|=|!=|>|<)\s*([^\s]*)$/;
const EXISTS = /^(!?)\s*([A-Za-z0-9][A-Za-z0-9._/-]*)$/;

/** Parses the text of the `labelSelector` parameter; undefined when it is no selector. */
export function parseLabelSelector(input: string): Requirement[] | undefined {
  if (input.trim() === "") return [];
  const requirements: Requirement[] = [];
  for (const part of input.split(/,(?![^(]*\))/)) {
    const requirement = parseRequirement(part.trim());
    if (!requirement) return undefined;
    requirements.push(requirement);
  }
  return requirements;
}

function parseRequirement(part: string): Requirement | undefined {
  const set = SET.exec(part);
  if (set) {
    const values = (set[3] ?? "").split(",").map((value) => value.trim());
    return { key: set[1] ?? "", operator: set[2] === "in" ? "in" : "notin", values };
  }
  const compare = COMPARE.exec(part);
  if (compare) {
    const operator = ({ "==": "=", "=": "=", "!=": "!=", ">": "gt", "<": "lt" } as const)[compare[2] ?? ""] ?? "=";
    return { key: compare[1] ?? "", operator, values: [compare[3] ?? ""] };
  }
  const exists = EXISTS.exec(part);
  return exists ? { key: exists[2] ?? "", operator: exists[1] ? "!" : "exists", values: [] } : undefined;
}

function meets(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "exists":
      return value !== undefined;
    case "!":
      return value === undefined;
    case "=":
    case "in":
      return value !== undefined && values.includes(value);
    case "!=":
    case "notin":
      return value === undefined || !values.includes(value);
    case "gt":
      return value !== undefined && Number(value) > Number(values[0]);
    case "lt":
      return value !== undefined && Number(value) < Number(values[0]);
  }
}

export function matchesLabels(labels: Labels | undefined, requirements: readonly Requirement[]): boolean {
  return requirements.every((requirement) => meets(labels ?? {}, requirement));
}

const OPERATORS: Record<string, Requirement["operator"]> = {
  In: "in",
  NotIn: "notin",
  Exists: "exists",
  DoesNotExist: "!",
};

/** The requirements of a selector object. An absent selector selects nothing, an empty one everything. */
export function selectorRequirements(selector: LabelSelector): Requirement[] {
  const fromLabels = Object.entries(selector.matchLabels ?? {}).map(
    ([key, value]): Requirement => ({ key, operator: "=", values: [value] }),
  );
  const fromExpressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values }): Requirement => ({ key, operator: OPERATORS[operator] ?? "in", values: values ?? [] }),
  );
  return [...fromLabels, ...fromExpressions];
}

/** The text of a selector, as the scale subresource and kubectl print it. */
export function selectorText(selector: LabelSelector | undefined): string {
  return selectorRequirements(selector ?? {})
    .map(({ key, operator, values }) => {
      if (operator === "=") return `${key}=${values[0]}`;
      if (operator === "exists") return key;
      return operator === "!" ? `!${key}` : `${key} ${operator} (${values.join(",")})`;
    })
    .join(",");
}
