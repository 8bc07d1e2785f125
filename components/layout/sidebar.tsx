"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn.tsx";
import { Brand } from "./brand.tsx";
import { SectionIcon } from "./section-icon.tsx";
import { scopedHref, useScope } from "./use-scope.tsx";
import { UserMenu } from "./user-menu.tsx";
import { SECTIONS, type Section, sectionOf, type Viewer } from "./viewer.tsx";

export type SidebarProps = { viewer: Viewer; onNavigate?: () => void };

/** The sections that this person may use; others do not exist for them. */
export function Sidebar({ viewer, onNavigate }: SidebarProps) {
  const sections = SECTIONS.filter((section) => viewer.sections.includes(section.id));
  const platform = sections.filter((section) => section.group === "platform");
  return (
    <aside aria-label="Sidebar" className="flex h-full flex-col px-2.5 py-3">
      <div className="px-2 pt-1 pb-3.5">
        <Link href={viewer.sections.includes("home") ? "/" : "/summary"} className="inline-block rounded-sm">
          <Brand />
        </Link>
      </div>
      <nav aria-label="Sections" className="grid gap-px">
        {sections
          .filter((section) => section.group === "main")
          .map((section) => (
            <SectionLink key={section.id} section={section} onNavigate={onNavigate} />
          ))}
        {platform.length > 0 && (
          <h2 className="mt-3.5 px-2 pb-1 font-medium text-ink-3 text-micro" id="platform-sections">
            Platform
          </h2>
        )}
        {platform.map((section) => (
          <SectionLink key={section.id} section={section} onNavigate={onNavigate} />
        ))}
      </nav>
      <div className="mt-auto border-line border-t pt-2">
        <UserMenu viewer={viewer} onNavigate={onNavigate} />
      </div>
    </aside>
  );
}

function SectionLink({ section, onNavigate }: { section: Section; onNavigate?: () => void }) {
  const path = usePathname();
  const [scope] = useScope();
  const on = sectionOf(path) === section.id;
  return (
    <Link
      href={section.group === "platform" ? section.href : scopedHref(section.href, scope)}
      aria-current={on ? "page" : undefined}
      onClick={onNavigate}
      className={cn(
        "flex h-[30px] items-center gap-2.5 rounded-md border px-2 text-table transition-colors duration-120",
        on
          ? "border-line bg-surface font-medium text-ink"
          : "border-transparent text-ink-2 hover:bg-hover hover:text-ink",
      )}
    >
      <SectionIcon id={section.id} />
      {section.label}
    </Link>
  );
}
