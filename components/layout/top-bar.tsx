"use client";

import { Menu, Search } from "lucide-react";
import { searchHint } from "../palette/search-hint.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { LiveDot } from "./live-dot.tsx";
import { ScopePicker, TeamPicker } from "./pickers.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import type { Viewer } from "./viewer.tsx";

export type TopBarProps = { viewer: Viewer; onMenu: () => void; onSearch: () => void };

/** Team and scope, search, the live dot and the theme. */
export function TopBar({ viewer, onMenu, onSearch }: TopBarProps) {
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-line border-b bg-bg px-3 sm:px-5">
      <IconButton label="Open the sections" className="-ml-1 md:hidden" onClick={onMenu}>
        <Menu aria-hidden />
      </IconButton>
      <TeamPicker viewer={viewer} />
      <ScopePicker />
      <button
        type="button"
        onClick={onSearch}
        aria-label="Search"
        className="ml-auto inline-flex h-[30px] min-w-0 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-ink-3 text-table hover:border-line-strong lg:w-[300px] lg:justify-between max-sm:border-transparent max-sm:bg-transparent"
      >
        <Search aria-hidden className="size-3.5 shrink-0 lg:hidden" />
        <span className="hidden truncate lg:inline">{searchHint(viewer)}</span>
        <span className="hidden items-center gap-0.5 md:inline-flex">
          <Kbd>⌘</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <LiveDot />
      <ThemeToggle />
    </header>
  );
}
