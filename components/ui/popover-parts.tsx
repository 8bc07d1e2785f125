"use client";

import * as RadixPopover from "radix-ui/popover";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type PopoverPartsProps = {
  trigger: ReactNode;
  /** Read aloud. */
  label: string;
  align?: "start" | "center" | "end";
  open: boolean;
  onOpenChange: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

/** More about the thing that was pressed, floating beside it. */
export function PopoverParts({
  trigger,
  label,
  align = "start",
  open,
  onOpenChange,
  className,
  children,
}: PopoverPartsProps) {
  return (
    <RadixPopover.Root open={open} onOpenChange={onOpenChange}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-[min(32rem,var(--radix-popover-content-available-height))] w-80 max-w-[calc(100vw-16px)] animate-pop-in overflow-y-auto rounded-md border border-line bg-surface shadow-float outline-none",
            className,
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
