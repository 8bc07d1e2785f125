"use client";

import { Maximize2, X } from "lucide-react";
import Link from "next/link";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

export type DrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Read aloud as the drawer's name. */
  title: string;
  /** The same content as a page. */
  pageHref?: string;
  children: ReactNode;
};

/**
 * A detail over a list, from the right. Not modal: the list keeps its place, its keys and its rows stay usable beside
 * it, and Escape closes it.
 */
export function Drawer({ open, onOpenChange, title, pageHref, children }: DrawerProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <RadixDialog.Portal>
        <RadixDialog.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true });
          }}
          tabIndex={-1}
          className="fixed inset-y-0 right-0 z-40 w-full animate-slide-in-right overflow-y-auto overscroll-contain border-line bg-surface shadow-float outline-none sm:w-[min(736px,92vw)] sm:border-l"
        >
          <RadixDialog.Title className="sr-only">{title}</RadixDialog.Title>
          <div className="absolute top-3.5 right-4 z-10 flex gap-0.5">
            {pageHref && (
              <IconButton label="Open as a page" size="sm" asChild>
                <Link href={pageHref}>
                  <Maximize2 aria-hidden />
                </Link>
              </IconButton>
            )}
            <RadixDialog.Close asChild>
              <IconButton label="Close" size="sm">
                <X aria-hidden />
              </IconButton>
            </RadixDialog.Close>
          </div>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
