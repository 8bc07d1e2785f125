import type { Me, SectionId } from "#lib/me/schemas";

export type Section = { id: SectionId; label: string; href: string; group: "main" | "platform"; keys?: string };

export const SECTIONS: readonly Section[] = [
  { id: "home", label: "Home", href: "/", group: "main", keys: "g h" },
  { id: "summary", label: "Summary", href: "/summary", group: "main", keys: "g s" },
  { id: "apps", label: "Apps", href: "/apps", group: "main", keys: "g a" },
  { id: "namespaces", label: "Namespaces", href: "/namespaces", group: "main", keys: "g n" },
  { id: "clusters", label: "Clusters", href: "/clusters", group: "main", keys: "g c" },
  { id: "access", label: "Access", href: "/access", group: "platform", keys: "g t" },
  { id: "audit", label: "Audit", href: "/audit", group: "platform", keys: "g u" },
];

/** Who looks, as far as the shell needs to know. */
export type Viewer = Pick<Me, "displayName" | "email" | "portalRole" | "teams" | "sections">;

/** The section that a path belongs to. */
export function sectionOf(path: string): SectionId | undefined {
  const match = SECTIONS.filter((section) => section.href !== "/").find(
    (section) => path === section.href || path.startsWith(`${section.href}/`),
  );
  return match?.id ?? (path === "/" ? "home" : undefined);
}
