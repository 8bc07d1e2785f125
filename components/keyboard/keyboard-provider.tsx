"use client";

import { createContext, type ReactNode, useEffect, useState } from "react";
import { matchKeys, pressText } from "./match-keys.ts";

export type RegisteredShortcut = { id: string; keys: string; label: string; group: string; run: () => void };

export type KeyboardRegistry = {
  add: (shortcut: RegisteredShortcut) => () => void;
  list: () => readonly RegisteredShortcut[];
};

export const KeyboardContext = createContext<KeyboardRegistry | undefined>(undefined);

const SEQUENCE_MS = 1200;

/** Listens for all shortcuts of the page. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createRegistry);
  useEffect(() => listen(registry), [registry]);
  return <KeyboardContext value={registry}>{children}</KeyboardContext>;
}

function createRegistry(): KeyboardRegistry {
  const shortcuts = new Map<string, RegisteredShortcut>();
  return {
    add(shortcut) {
      shortcuts.set(shortcut.id, shortcut);
      return () => shortcuts.delete(shortcut.id);
    },
    list: () => [...shortcuts.values()],
  };
}

function listen(registry: KeyboardRegistry): () => void {
  let buffer = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  function onKeyDown(event: KeyboardEvent) {
    const press = pressText(event);
    if (press === undefined || event.defaultPrevented || event.isComposing) return;
    if (!press.startsWith("mod+") && isTyping(event.target)) return;
    if (press === "enter" && isPressable(event.target)) return;
    const shortcuts = registry.list();
    const match = matchKeys(
      buffer,
      press,
      shortcuts.map((shortcut) => shortcut.keys),
    );
    clearTimeout(timer);
    buffer = match.kind === "wait" ? match.buffer : "";
    if (match.kind === "wait") timer = setTimeout(() => (buffer = ""), SEQUENCE_MS);
    if (match.kind === "run") {
      event.preventDefault();
      shortcuts.findLast((shortcut) => shortcut.keys === match.keys)?.run();
    }
  }
  document.addEventListener("keydown", onKeyDown);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("keydown", onKeyDown);
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    ? target.getAttribute("type") !== "checkbox"
    : target instanceof Element && target.closest("[role=menu], [role=dialog][data-modal]") !== null;
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button, summary, [role=tab]") !== null;
}
