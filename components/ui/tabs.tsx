"use client";

import * as RadixTabs from "radix-ui/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type Tab<T extends string> = { value: T; label: string; count?: number };

export type TabsProps<T extends string> = {
  tabs: readonly Tab<T>[];
  value: T;
  onValueChange: (value: T) => void;
  /** Read aloud: "Parts of checkout-api". */
  label: string;
  className?: string;
  children: ReactNode;
};

/** Parts of one thing, one at a time. Children are `TabPanel`s. */
export function Tabs<T extends string>({ tabs, value, onValueChange, label, className, children }: TabsProps<T>) {
  return (
    <RadixTabs.Root value={value} onValueChange={(next) => onValueChange(next as T)} className={className}>
      <RadixTabs.List
        aria-label={label}
        className="flex gap-[18px] overflow-x-auto overflow-y-hidden border-line border-b [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(
              "nums -mb-px shrink-0 border-transparent border-b-2 pt-1 pb-2 text-ink-2 text-table transition-colors duration-120 hover:text-ink",
              "-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink",
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="ml-1 text-ink-3">{tab.count.toLocaleString("en-US")}</span>}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {children}
    </RadixTabs.Root>
  );
}

export type TabPanelProps = { value: string; className?: string; children: ReactNode };

export function TabPanel({ value, className, children }: TabPanelProps) {
  return (
    <RadixTabs.Content value={value} className={cn("outline-none", className ?? "pt-3.5")}>
      {children}
    </RadixTabs.Content>
  );
}
