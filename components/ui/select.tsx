"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.tsx";
import { CONTROL } from "./input.tsx";

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = Omit<ComponentProps<"select">, "onChange" | "value"> & {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
};

/** One of a few values. The browser's own list: it works on a phone, with a keyboard and with a screen reader. */
export function Select({ value, onValueChange, options, className, ...rest }: SelectProps) {
  return (
    <span className={cn("relative inline-flex w-full", className)}>
      <select
        value={value}
        onChange={(event) => onValueChange(event.currentTarget.value)}
        className={cn(CONTROL, "h-[30px] appearance-none pr-7")}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
