"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Where short notices appear: "Copied 3 names". */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[var(--width)] items-center gap-2 rounded-md border border-line bg-surface px-3 py-2 text-table text-ink shadow-float",
          error: "[&_[data-icon]]:text-failing",
          success: "[&_[data-icon]]:text-healthy",
          description: "text-ink-2 text-small",
        },
      }}
    />
  );
}
