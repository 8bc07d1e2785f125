"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";
import { IconButton } from "./icon-button.tsx";

export type DialogPartsProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** The buttons at the foot, the main one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
};

const SIZE = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" };

/** Radix begins with the first button, which is the one that closes. */
function focusFirstField(event: Event) {
  const dialog = event.currentTarget as HTMLElement;
  const field = dialog.querySelector<HTMLElement>(
    ":is(input, select, textarea):not([type=hidden], [type=file], :disabled)",
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** A question or a form that must be answered before anything else. */
export function DialogParts({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "sm",
  children,
}: DialogPartsProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-50 grid animate-fade-in place-items-start justify-items-center overflow-y-auto bg-scrim p-4 pt-[12vh]">
          <RadixDialog.Content
            className={cn(
              "w-full animate-pop-in rounded-lg border border-line bg-surface shadow-float outline-none",
              SIZE[size],
            )}
            aria-describedby={undefined}
            onOpenAutoFocus={focusFirstField}
          >
            <div className="flex items-start gap-3 px-5 pt-4">
              <div className="min-w-0 flex-1">
                <RadixDialog.Title className="font-semibold text-[15px] leading-6">{title}</RadixDialog.Title>
                {description && <div className="mt-1 text-ink-2 text-table">{description}</div>}
              </div>
              <RadixDialog.Close asChild>
                <IconButton label="Close" size="sm" className="-mr-1">
                  <X aria-hidden />
                </IconButton>
              </RadixDialog.Close>
            </div>
            <div className="px-5 py-4">{children}</div>
            {footer && (
              <div className="sticky bottom-0 flex flex-wrap justify-end gap-2 rounded-b-lg border-line border-t bg-surface px-5 py-3">
                {footer}
              </div>
            )}
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
