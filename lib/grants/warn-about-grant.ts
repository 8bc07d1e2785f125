import { matchesNamespace } from "#lib/access/matches-namespace";
import type { GrantPreview, GrantRow } from "./schemas.ts";

/** Namespaces of the cluster itself: whoever may change them owns the cluster. */
const SYSTEM = ["kube-system", "kube-public", "kube-node-lease"];
const WRITES: ReadonlySet<GrantRow["role"]> = new Set(["developer", "maintainer", "platform"]);

/** What somebody should think about twice before they save a grant. Pure. */
export function warnAboutGrant(grant: {
  readonly namespaces: readonly string[];
  readonly role: GrantRow["role"];
  /** Names that match now. */
  readonly reached: ReadonlySet<string>;
}): GrantPreview["warnings"] {
  const warnings: GrantPreview["warnings"] = [];
  const all = grant.namespaces.includes("*");
  const system = SYSTEM.filter((name) => grant.namespaces.some((pattern) => matchesNamespace(pattern, name)));
  if (all) {
    const sentence = "`*` reaches every namespace, also those that are created later and those of the system.";
    warnings.push({ code: "all-namespaces", sentence });
  } else if (system.length > 0) {
    const what = WRITES.has(grant.role) ? "change" : "see";
    const sentence = `${system.map((name) => `\`${name}\``).join(", ")}: people could ${what} the cluster's own components.`;
    warnings.push({ code: "system-namespace", sentence });
  }
  if (grant.role === "platform") {
    warnings.push({ code: "platform-role", sentence: "The platform role changes quotas and limits and sees nodes." });
  }
  if (!all && grant.reached.size === 0) {
    warnings.push({ code: "matches-nothing", sentence: "No namespace matches yet: the grant waits for one." });
  }
  return warnings;
}
