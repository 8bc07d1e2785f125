import type { Viewer } from "../layout/viewer.tsx";

/** What the empty search says: the groups of what this person can find. */
export function searchHint({ sections, portalRole, teams }: Pick<Viewer, "sections" | "portalRole" | "teams">): string {
  const platform = portalRole === "platform";
  const groups: [string, boolean][] = [
    ["apps", sections.includes("apps")],
    ["workloads", sections.includes("apps")],
    ["namespaces", sections.includes("namespaces")],
    ["clusters", sections.includes("clusters")],
    ["nodes", platform],
    ["teams", platform || teams.length > 0],
    ["people", platform],
  ];
  const found = groups.filter(([, finds]) => finds).map(([name]) => name);
  return found.length === 0 ? "Search" : `Search ${found.join(", ")}`;
}
