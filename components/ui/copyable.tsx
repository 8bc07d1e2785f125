"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { cn } from "./cn.tsx";

export type CopyableProps = {
  /** What is copied, and shown unless `children` says otherwise. */
  text: string;
  /** What it is, for the button: "pod name". */
  what: string;
  /** A shorter text to show; the whole one is on hover and is what is copied. */
  shown?: string;
  mono?: boolean;
  className?: string;
};

/** A name that is typed elsewhere, with a copy button on hover and focus. */
export function Copyable({ text, what, shown, mono = true, className }: CopyableProps) {
  return (
    <span className={cn("group/copy inline-flex min-w-0 max-w-full items-center gap-0.5", className)}>
      <span className={cn("truncate", mono && "mono")} title={text}>
        {shown ?? text}
      </span>
      <CopyButton
        text={text}
        what={what}
        className="opacity-0 focus-visible:opacity-100 group-hover/copy:opacity-100 [@media(hover:none)]:opacity-100"
      />
    </span>
  );
}

export type CopyButtonProps = { text: string; what: string; className?: string };

export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  }
  return (
    <button
      type="button"
      aria-label={copied ? `Copied ${what}` : `Copy ${what}`}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
      className={cn(
        "inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:text-ink",
        className,
      )}
    >
      {copied ? <Check aria-hidden className="size-3.5 text-healthy" /> : <Copy aria-hidden className="size-3.5" />}
    </button>
  );
}
