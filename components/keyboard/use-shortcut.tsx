"use client";

import { useContext, useEffect, useEffectEvent, useId } from "react";
import { KeyboardContext } from "./keyboard-provider.tsx";

export type Shortcut = {
  /** "g h", "/", "mod+k", "enter". */
  keys: string;
  /** What it does, for the help. */
  label: string;
  /** Heading in the help. */
  group: string;
  /** False: not understood now, and not listed. */
  when?: boolean;
  run: () => void;
};

/** Makes a key do something while the component is on the page; `?` lists it. The latest one of the same keys wins. */
export function useShortcut({ keys, label, group, when = true, run }: Shortcut): void {
  const registry = useContext(KeyboardContext);
  const id = useId();
  const latest = useEffectEvent(run);
  useEffect(() => {
    if (!when) return;
    return registry?.add({ id, keys, label, group, run: () => latest() });
  }, [registry, id, keys, label, group, when]);
}
