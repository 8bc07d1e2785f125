"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useViewer } from "../layout/viewer-context.tsx";
import { cn } from "../ui/cn.tsx";

const PLACES = [
  { href: "/access/teams", label: "Teams", everybody: true },
  { href: "/access/grants", label: "Grants", everybody: true },
  { href: "/access/people", label: "People", everybody: false },
  { href: "/access/explain", label: "Why can they see it", everybody: false },
];

/** The parts of the access section; owners of teams see those that are theirs. */
export function AccessNav() {
  const path = usePathname();
  const { portalRole } = useViewer();
  const places = PLACES.filter((place) => place.everybody || portalRole === "platform");
  return (
    <nav
      aria-label="Access"
      className="mb-3.5 flex gap-[18px] overflow-x-auto border-line border-b [scrollbar-width:none]"
    >
      {places.map((place) => {
        const on = path === place.href || path.startsWith(`${place.href}/`);
        return (
          <Link
            key={place.href}
            href={place.href}
            aria-current={on ? "page" : undefined}
            className={cn(
              "-mb-px -outline-offset-2 shrink-0 border-b-2 pt-1 pb-2 text-table transition-colors duration-120",
              on ? "border-accent font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {place.label}
          </Link>
        );
      })}
    </nav>
  );
}
