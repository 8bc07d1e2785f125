"use client";

import { Command } from "cmdk";
import { CircleUser, Keyboard, LogOut, Monitor, Moon, Search, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import * as RadixDialog from "radix-ui/dialog";
import { useDeferredValue, useState } from "react";
import { SectionIcon } from "../layout/section-icon.tsx";
import { THEMES } from "../layout/theme-toggle.tsx";
import { scopedHref, useScope } from "../layout/use-scope.tsx";
import { useSignOut } from "../layout/use-sign-out.tsx";
import { KEYBOARD_HELP } from "../layout/user-menu.tsx";
import { SECTIONS } from "../layout/viewer.tsx";
import { cn } from "../ui/cn.tsx";
import { fitItem } from "./fit-item.ts";
import { BOX, ICON, INPUT, SCRIM } from "./frame.ts";
import { PaletteGroup, PaletteItem } from "./items.tsx";
import { searchHint } from "./search-hint.ts";
import { SearchNote } from "./search-note.tsx";
import type { SearchParts } from "./search-parts.ts";
import { SearchResults } from "./search-results.tsx";

export type CommandPaletteProps = SearchParts & {
  /** The search was on screen before the list was. */
  waited: boolean;
};

const THEME_ICON = { system: <Monitor aria-hidden />, light: <Sun aria-hidden />, dark: <Moon aria-hidden /> };

/** Everything the viewer may see and do, by name. */
export function CommandPalette({ viewer, text, onText, onClose, focusBack, waited }: CommandPaletteProps) {
  const [selected, setSelected] = useState("");
  const query = useDeferredValue(text.trim());
  const router = useRouter();
  const [scope] = useScope();
  function run(action: () => void) {
    onClose();
    action();
  }
  return (
    <RadixDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={cn(SCRIM, !waited && "animate-fade-in")} />
        <RadixDialog.Content
          aria-describedby={undefined}
          className={BOX}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusBack();
          }}
        >
          <RadixDialog.Title className="sr-only">Search and commands</RadixDialog.Title>
          <Command label="Search and commands" loop filter={fitItem} value={selected} onValueChange={setSelected}>
            <Search aria-hidden className={ICON} />
            {/* Focused in the very moment in which it is there: no letter falls between it and what stood before. */}
            <Command.Input
              autoFocus
              value={text}
              onValueChange={onText}
              placeholder={searchHint(viewer)}
              className={INPUT}
            />
            <Command.List className="border-line border-t max-h-[min(440px,60vh)] overflow-y-auto p-1.5">
              <SearchNote query={query} />
              <SearchResults query={query} onOpen={(href) => run(() => router.push(href))} onBest={setSelected} />
              <PaletteGroup heading="Go to">
                {SECTIONS.filter((section) => viewer.sections.includes(section.id)).map((section) => (
                  <PaletteItem
                    key={section.id}
                    value={`Go to ${section.label}`}
                    icon={<SectionIcon id={section.id} className="size-4" />}
                    keys={section.keys}
                    onSelect={() => run(() => router.push(scopedHref(section.href, scope)))}
                  >
                    {section.label}
                  </PaletteItem>
                ))}
              </PaletteGroup>
              {viewer.teams.length > 1 && (
                <PaletteGroup heading="Team">
                  {viewer.teams.map((team) => (
                    <PaletteItem
                      key={team.slug}
                      value={`Team ${team.name} ${team.slug}`}
                      onSelect={() => run(() => router.push(scopedHref("/", { ...scope, team: team.slug })))}
                    >
                      Show team {team.name}
                    </PaletteItem>
                  ))}
                </PaletteGroup>
              )}
              <ActionItems run={run} />
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** What can be done from anywhere. */
function ActionItems({ run }: { run: (action: () => void) => void }) {
  const { setTheme } = useTheme();
  const signOut = useSignOut();
  const router = useRouter();
  return (
    <PaletteGroup heading="Actions">
      <PaletteItem
        value="Your account password sessions"
        icon={<CircleUser aria-hidden />}
        onSelect={() => run(() => router.push("/account"))}
      >
        Your account
      </PaletteItem>
      {THEMES.map((theme) => (
        <PaletteItem
          key={theme.value}
          value={`Theme ${theme.label}`}
          icon={THEME_ICON[theme.value]}
          onSelect={() => run(() => setTheme(theme.value))}
        >
          Theme: {theme.label.toLowerCase()}
        </PaletteItem>
      ))}
      <PaletteItem
        value="Keyboard shortcuts help"
        icon={<Keyboard aria-hidden />}
        keys="?"
        onSelect={() => run(() => window.dispatchEvent(new Event(KEYBOARD_HELP)))}
      >
        Keyboard
      </PaletteItem>
      <PaletteItem value="Sign out" icon={<LogOut aria-hidden />} onSelect={() => run(signOut)}>
        Sign out
      </PaletteItem>
    </PaletteGroup>
  );
}
