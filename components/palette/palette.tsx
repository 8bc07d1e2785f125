"use client";

import { type ComponentType, useEffect, useState } from "react";
import type { Viewer } from "../layout/viewer.tsx";
import type { CommandPaletteProps } from "./command-palette.tsx";
import { SearchShell } from "./search-shell.tsx";

export type PaletteProps = { viewer: Viewer; open: boolean; onClose: () => void };

/** The search and its list. The list is fetched when it opens for the first time; what is typed until then is kept. */
export function Palette({ viewer, open, onClose }: PaletteProps) {
  const [List, setList] = useState<ComponentType<CommandPaletteProps>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!open || List) return;
    setFailed(false);
    import("./command-palette.tsx").then(
      ({ CommandPalette }) => setList(() => CommandPalette),
      () => setFailed(true),
    );
  }, [open, List]);
  return open && <OpenPalette viewer={viewer} onClose={onClose} List={List} failed={failed} />;
}

type OpenPaletteProps = Omit<PaletteProps, "open"> & {
  List: ComponentType<CommandPaletteProps> | undefined;
  failed: boolean;
};

function OpenPalette({ viewer, onClose, List, failed }: OpenPaletteProps) {
  const [text, setText] = useState("");
  const [composing, setComposing] = useState(false);
  const [before] = useState(() => document.activeElement);
  const [waited] = useState(List === undefined);
  const parts = { viewer, text, onText: setText, onClose };
  function focusBack() {
    if (before instanceof HTMLElement) before.focus();
  }
  // An input must not be replaced while a letter is being put together in it.
  if (!List || composing) return <SearchShell {...parts} failed={failed} onComposing={setComposing} />;
  return <List {...parts} waited={waited} focusBack={focusBack} />;
}
