"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useShortcut } from "../keyboard/use-shortcut.tsx";
import { Palette } from "../palette/palette.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";
import { scopedHref, useScope } from "./use-scope.tsx";
import { KEYBOARD_HELP } from "./user-menu.tsx";
import { SECTIONS, type Section, type Viewer } from "./viewer.tsx";
import { ViewerContext } from "./viewer-context.tsx";

const Sheet = dynamic(() => import("../ui/sheet.tsx").then((module) => module.Sheet), { ssr: false });
const KeyboardHelp = dynamic(() => import("../keyboard/keyboard-help.tsx").then((module) => module.KeyboardHelp), {
  ssr: false,
});

/** Everything around a page for a person who is signed in. */
export function Shell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const [menu, setMenu] = useState(false);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const open = () => setHelp(true);
    window.addEventListener(KEYBOARD_HELP, open);
    return () => window.removeEventListener(KEYBOARD_HELP, open);
  }, []);
  useShortcut({ keys: "mod+k", label: "Search and commands", group: "Everywhere", run: () => setPalette(true) });
  useShortcut({ keys: "?", label: "This help", group: "Everywhere", run: () => setHelp(true) });
  useShortcut({ keys: "[", label: "Back", group: "Everywhere", run: () => window.history.back() });
  useShortcut({ keys: "]", label: "Forward", group: "Everywhere", run: () => window.history.forward() });
  return (
    <ViewerContext value={viewer}>
      <div className="grid min-h-dvh md:grid-cols-[216px_minmax(0,1fr)]">
        <a
          href="#content"
          className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          To the content
        </a>
        {SECTIONS.filter((section) => viewer.sections.includes(section.id)).map((section) => (
          <GoTo key={section.id} section={section} />
        ))}
        <div className="sticky top-0 hidden h-dvh overflow-y-auto border-line border-r bg-sunken md:block">
          <Sidebar viewer={viewer} />
        </div>
        {menu && (
          <Sheet open onOpenChange={setMenu} title="Sections">
            <Sidebar viewer={viewer} onNavigate={() => setMenu(false)} />
          </Sheet>
        )}
        <div className="min-w-0">
          <TopBar viewer={viewer} onMenu={() => setMenu(true)} onSearch={() => setPalette(true)} />
          <main id="content" tabIndex={-1} className="outline-none">
            {children}
          </main>
        </div>
        <Palette viewer={viewer} open={palette} onClose={() => setPalette(false)} />
        {help && <KeyboardHelp onClose={() => setHelp(false)} />}
      </div>
    </ViewerContext>
  );
}

function GoTo({ section }: { section: Section }) {
  const router = useRouter();
  const [scope] = useScope();
  useShortcut({
    keys: section.keys ?? "",
    label: `Go to ${section.label}`,
    group: "Go to",
    when: section.keys !== undefined,
    run: () => router.push(section.group === "platform" ? section.href : scopedHref(section.href, scope)),
  });
  return null;
}
