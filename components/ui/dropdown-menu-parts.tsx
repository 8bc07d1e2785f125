"use client";

import { Check } from "lucide-react";
import * as RadixMenu from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

const ITEM =
  "flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-table outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&_svg]:size-3.5 [&_svg]:shrink-0";

export type MenuPartsProps = {
  /** A button. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  open: boolean;
  onOpenChange: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

export function MenuParts({ trigger, align = "start", open, onOpenChange, className, children }: MenuPartsProps) {
  return (
    <RadixMenu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-[min(26rem,var(--radix-dropdown-menu-content-available-height))] min-w-44 animate-pop-in overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-float",
            className,
          )}
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

export type MenuItemProps = {
  onSelect: () => void;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  /** On the right: a key, a count. */
  detail?: ReactNode;
  children: ReactNode;
};

export function MenuItemPart({ onSelect, icon, danger, disabled, detail, children }: MenuItemProps) {
  return (
    <RadixMenu.Item onSelect={onSelect} disabled={disabled} className={cn(ITEM, danger && "text-failing")}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {detail && <span className="text-ink-3 text-small">{detail}</span>}
    </RadixMenu.Item>
  );
}

export type MenuCheckItemProps = { checked: boolean; onCheckedChange: (checked: boolean) => void; children: ReactNode };

/** Stays open, so that several can be chosen. */
export function MenuCheckItemPart({ checked, onCheckedChange, children }: MenuCheckItemProps) {
  return (
    <RadixMenu.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      className={ITEM}
    >
      <span className="inline-flex w-3.5">
        <RadixMenu.ItemIndicator>
          <Check aria-hidden />
        </RadixMenu.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </RadixMenu.CheckboxItem>
  );
}

export type MenuRadioProps<T extends string> = {
  value: T;
  onValueChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; detail?: ReactNode }[];
};

export function MenuRadioPart<T extends string>({ value, onValueChange, options }: MenuRadioProps<T>) {
  return (
    <RadixMenu.RadioGroup value={value} onValueChange={(next) => onValueChange(next as T)}>
      {options.map((option) => (
        <RadixMenu.RadioItem key={option.value} value={option.value} className={ITEM}>
          <span className="inline-flex w-3.5">
            <RadixMenu.ItemIndicator>
              <Check aria-hidden />
            </RadixMenu.ItemIndicator>
          </span>
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          {option.detail && <span className="text-ink-3 text-small">{option.detail}</span>}
        </RadixMenu.RadioItem>
      ))}
    </RadixMenu.RadioGroup>
  );
}

export function MenuLabelPart({ children }: { children: ReactNode }) {
  return <RadixMenu.Label className="px-2 pt-1.5 pb-1 text-ink-3 text-small">{children}</RadixMenu.Label>;
}

export function MenuSeparatorPart() {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
