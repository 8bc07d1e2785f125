"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast } from "sonner";
import type { Notice } from "./notify.tsx";

/** Draws the notices; each one once. */
export function Toaster({ notices }: { notices: readonly Notice[] }) {
  const { resolvedTheme } = useTheme();
  const shown = useRef(0);
  useEffect(() => {
    for (const notice of notices.slice(shown.current)) {
      const { kind, text, ...options } = notice;
      if (kind === "plain") toast(text, options);
      else toast[kind](text, options);
    }
    shown.current = notices.length;
  }, [notices]);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[var(--width)] items-center gap-2 rounded-md border border-line bg-surface px-3 py-2 text-table text-ink shadow-float",
          content: "min-w-0 flex-1",
          description: "text-ink-2 text-small",
          actionButton: "shrink-0 rounded-sm font-medium text-accent hover:underline",
          error: "[&_[data-icon]]:text-failing",
          success: "[&_[data-icon]]:text-healthy",
        },
      }}
    />
  );
}
