import type { ExplanationQuestion, GrantFacts } from "./explanation.ts";
import type { Capability } from "./types.ts";

const MINUTE = 60_000;
const UNITS: readonly (readonly [number, string])[] = [
  [24 * 60 * MINUTE, "day"],
  [60 * MINUTE, "hour"],
  [MINUTE, "minute"],
];

/** A span in its largest whole unit: "3 days", "1 hour", "less than a minute". */
export function describeSpan(ms: number): string {
  for (const [size, unit] of UNITS) {
    const count = Math.floor(ms / size);
    if (count >= 1) return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }
  return "less than a minute";
}

/** "list `pods`", "get `pods/log`", "patch `deployments` in `apps`". */
export function describeCapability({ group, resource, subresource, verb }: Capability): string {
  const name = subresource === "" ? resource : `${resource}/${subresource}`;
  return `${verb} \`${name}\`${group === "" ? "" : ` of \`${group}\``}`;
}

export function describePlace(question: ExplanationQuestion, cluster: string): string {
  const { namespace } = question;
  return namespace === undefined ? `across \`${cluster}\`` : `in \`${namespace}\` on \`${cluster}\``;
}

export function describeNamespaces(namespaces: readonly string[]): string {
  if (namespaces.includes("*")) return "all namespaces";
  const names = namespaces.map((name) => `\`${name}\``);
  return names.length <= 3 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}

const TARGETS = { cluster: "cluster", "cluster-group": "cluster group", environment: "environment" } as const;

export function describeTarget({ target }: Pick<GrantFacts, "target">): string {
  return `${TARGETS[target.kind]} \`${target.name}\``;
}
