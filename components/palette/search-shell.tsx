"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { cn } from "../ui/cn.tsx";
import { BOX, ICON, INPUT } from "./frame.ts";
import { searchHint } from "./search-hint.ts";
import type { SearchParts } from "./search-parts.ts";

export type SearchShellProps = Pick<SearchParts, "viewer" | "text" | "onText" | "onClose"> & {
  /** The list could not be fetched. */
  failed: boolean;
  onComposing: (composing: boolean) => void;
};

/**
 * The search until its list is there: it takes what is typed, and closes. The browser's own dialog, which costs nothing
 * to load, holds the focus over whatever is open, and gives it back.
 */
export function SearchShell({ viewer, text, onText, onClose, failed, onComposing }: SearchShellProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => keepEscape(), []);
  return createPortal(
    <dialog
      ref={dialog}
      aria-label="Search and commands"
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
      onKeyDown={keepTab}
      className={cn(BOX, "pointer-events-auto text-ink backdrop:animate-fade-in backdrop:bg-scrim")}
    >
      <Search aria-hidden className={ICON} />
      <input
        role="combobox"
        aria-expanded={false}
        aria-label="Search and commands"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
        placeholder={searchHint(viewer)}
        className={INPUT}
      />
      {failed && (
        <p role="alert" className="border-line border-t px-4 py-6 text-center text-ink-2 text-table">
          The search could not be loaded. Close it and try again.
        </p>
      )}
    </dialog>,
    document.body,
  );
}

/** Escape closes the search alone, not a drawer behind it as well. */
function keepEscape(): () => void {
  const keep = (event: globalThis.KeyboardEvent) => {
    if (event.key === "Escape") event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", keep, { capture: true });
  return () => window.removeEventListener("keydown", keep, { capture: true });
}

/** There is nothing else in the search to go to. */
function keepTab(event: KeyboardEvent) {
  if (event.key === "Tab") event.preventDefault();
}
