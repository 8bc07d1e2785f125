"use client";

import * as RadixTooltip from "radix-ui/tooltip";
import type { ReactNode } from "react";

export type TooltipProps = {
  /** One short sentence. */
  text: ReactNode;
  /** Something that can be focused. */
  children: ReactNode;
};

/** A short explanation on hover and focus. Never the only place of something important. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <RadixTooltip.Provider delayDuration={300}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-pop-in rounded-md border border-line bg-surface px-2 py-1 text-ink text-small shadow-float"
          >
            {text}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
