"use client";

import { Check, Minus } from "lucide-react";
import { Indicator, Root } from "radix-ui/checkbox";
import { cn } from "./cn.tsx";

export type CheckboxProps = {
  checked: boolean | "indeterminate";
  onCheckedChange: (checked: boolean) => void;
  /** Read aloud; give a visible label with `Field` or beside it. */
  label?: string;
  id?: string;
  disabled?: boolean;
  tabIndex?: number;
  className?: string;
};

export function Checkbox({ checked, onCheckedChange, label, className, ...rest }: CheckboxProps) {
  return (
    <Root
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      aria-label={label}
      className={cn(
        "inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-surface text-on-accent",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        "disabled:opacity-55",
        className,
      )}
      {...rest}
    >
      <Indicator>
        {checked === "indeterminate" ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </Indicator>
    </Root>
  );
}
