"use client";

import { Command } from "cmdk";
import { CircleUser, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import * as RadixDialog from "radix-ui/dialog";
import { useDeferredValue, useState } from "react";
import { SectionIcon } from "../layout/section-icon.tsx";
import { THEMES } from "../layout/theme-toggle.tsx";
import { scopedHref, useScope } from "../layout/use-scope.tsx";
import { useSignOut } from "../layout/use-sign-out.tsx";
import { KEYBOARD_HELP } from "../layout/user-menu.tsx";
import { SECTIONS, type Viewer } from "../layout/viewer.tsx";
import { fitItem } from "./fit-item.ts";
import { PaletteGroup, PaletteItem } from "./items.tsx";
import { SearchResults } from "./search-results.tsx";

export type CommandPaletteProps = { viewer: Viewer; onClose: () => void };

const THEME_ICON = { system: <Monitor aria-hidden />, light: <Sun aria-hidden />, dark: <Moon aria-hidden /> };

/** Everything the viewer may see and do, by name. */
export function CommandPalette({ viewer, onClose }: CommandPaletteProps) {
  const [text, setText] = useState("");
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
        <RadixDialog.Overlay className="fixed inset-0 z-50 animate-fade-in bg-scrim" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(600px,calc(100vw-24px))] -translate-x-1/2 rounded-lg border border-line bg-surface shadow-float outline-none"
        >
          <RadixDialog.Title className="sr-only">Search and commands</RadixDialog.Title>
          <Command label="Search and commands" loop filter={fitItem} value={selected} onValueChange={setSelected}>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Search apps, namespaces, clusters, or what you want to do"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-body outline-none"
            />
            <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-ink-2 text-table">
                Nothing that you may see has this name.
              </Command.Empty>
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
