import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.tsx";

export type ChipProps = ComponentProps<"button"> & {
  /** Pressed: the choice it stands for is on. */
  on?: boolean;
  count?: number;
};

/** A choice that is on or off: a quick filter. */
export function Chip({ on = false, count, className, children, ...rest }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      className={cn(
        "nums inline-flex h-[26px] items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 text-small transition-colors duration-120",
        on
          ? "border-accent bg-accent-soft text-accent"
          : "border-line bg-surface text-ink-2 hover:border-line-strong hover:text-ink",
        className,
      )}
      {...rest}
    >
      {children}
      {count !== undefined && <span>{count.toLocaleString("en-US")}</span>}
    </button>
  );
}

export type FilterChipProps = { text: string; onRemove: () => void };

/** One part of a filter, with a button that removes it. */
export function FilterChip({ text, onRemove }: FilterChipProps) {
  return (
    <span className="mono inline-flex h-[22px] shrink-0 items-center gap-0.5 rounded-sm bg-accent-soft pl-1.5 text-accent">
      {text}
      <button
        type="button"
        aria-label={`Remove ${text}`}
        onClick={onRemove}
        className="inline-flex size-[22px] items-center justify-center rounded-sm hover:text-ink"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
