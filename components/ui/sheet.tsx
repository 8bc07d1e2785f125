"use client";

import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Read aloud. */
  title: string;
  children: ReactNode;
};

/** A panel from the left over the page: the sidebar on small screens. */
export function Sheet({ open, onOpenChange, title, children }: SheetProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-50 animate-fade-in bg-scrim" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] animate-slide-in-left flex-col overflow-y-auto border-line border-r bg-sunken shadow-float outline-none"
        >
          <RadixDialog.Title className="sr-only">{title}</RadixDialog.Title>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
