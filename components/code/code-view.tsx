"use client";

import { yaml } from "@codemirror/lang-yaml";
import { codeFolding, foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { getNonce } from "get-nonce";
import { useEffect, useRef } from "react";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-2)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code)" },
  { tag: [tags.comment, tags.meta, tags.punctuation, tags.separator], color: "var(--ink-3)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--sunken)", color: "var(--ink)", fontSize: "12px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--font-geist-mono), monospace", lineHeight: "19px" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--ink-3)", border: "none" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklch, var(--accent) 28%, transparent) !important",
  },
  ".cm-foldPlaceholder": { backgroundColor: "var(--hover)", color: "var(--ink-2)", border: "none" },
  ".cm-panels": { backgroundColor: "var(--surface)", color: "var(--ink)" },
  ".cm-searchMatch": { backgroundColor: "var(--degraded-soft)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-soft)" },
});

export type CodeViewProps = { text: string /** Read aloud. */; label: string };

/** YAML to read, fold, search and copy; not to edit. */
export function CodeView({ text, label }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: text, extensions: setup(label) }),
    });
    return () => view.destroy();
  }, [text, label]);
  return <div ref={host} className="overflow-hidden rounded-lg border border-line" />;
}

function setup(label: string): Extension[] {
  const nonce = getNonce();
  return [
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
    nonce ? EditorView.cspNonce.of(nonce) : [],
    lineNumbers(),
    codeFolding(),
    foldGutter(),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([...searchKeymap, ...foldKeymap]),
    yaml(),
    syntaxHighlighting(colours),
    look,
  ];
}
