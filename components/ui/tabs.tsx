"use client";

import { createContext, type KeyboardEvent, type ReactNode, useContext, useId, useRef } from "react";
import { cn } from "./cn.tsx";

export type Tab<T extends string> = { value: T; label: string; count?: number | undefined };

export type TabsProps<T extends string> = {
  tabs: readonly Tab<T>[];
  value: T;
  onValueChange: (value: T) => void;
  /** Read aloud: "Parts of checkout-api". */
  label: string;
  className?: string;
  children: ReactNode;
};

const TabsContext = createContext({ id: "", value: "" });

/**
 * Parts of one thing, one at a time. Children are `TabPanel`s. Keys as the ARIA practice for tabs has them: arrows,
 * Home and End move and show.
 */
export function Tabs<T extends string>({ tabs, value, onValueChange, label, className, children }: TabsProps<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function press(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[targetIndex(event.key, at, tabs.length)];
    if (!next) return;
    event.preventDefault();
    onValueChange(next.value);
    list.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  }
  return (
    <TabsContext value={{ id, value }}>
      <div className={className}>
        <div
          ref={list}
          role="tablist"
          aria-label={label}
          onKeyDown={press}
          className="flex gap-[18px] overflow-x-auto overflow-y-hidden border-line border-b [scrollbar-width:none]"
        >
          {tabs.map((tab) => (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-tab-${tab.value}`}
              data-value={tab.value}
              aria-selected={tab.value === value}
              aria-controls={tab.value === value ? `${id}-panel-${tab.value}` : undefined}
              tabIndex={tab.value === value ? 0 : -1}
              onClick={() => onValueChange(tab.value)}
              className={cn(
                "nums -outline-offset-2 -mb-px shrink-0 border-b-2 pt-1 pb-2 text-table transition-colors duration-120",
                tab.value === value
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <>
                  {/* A space and not a margin: the tab is read aloud as "Pods 9". */}{" "}
                  <span className="text-ink-3">{tab.count.toLocaleString("en-US")}</span>
                </>
              )}
            </button>
          ))}
        </div>
        {children}
      </div>
    </TabsContext>
  );
}

/** Where a key leads to from the tab at `at`; -1 for other keys. */
function targetIndex(key: string, at: number, count: number): number {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}

export type TabPanelProps = { value: string; className?: string; children: ReactNode };

/** Drawn only while its tab is the one shown. */
export function TabPanel({ value, className, children }: TabPanelProps) {
  const tabs = useContext(TabsContext);
  if (tabs.value !== value) return null;
  return (
    <div
      role="tabpanel"
      id={`${tabs.id}-panel-${value}`}
      aria-labelledby={`${tabs.id}-tab-${value}`}
      className={className ?? "pt-3.5"}
    >
      {children}
    </div>
  );
}
