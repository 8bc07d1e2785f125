"use client";

import { Root, Thumb } from "radix-ui/switch";

export type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label?: string;
  id?: string;
  disabled?: boolean;
};

export function Switch({ label, ...rest }: SwitchProps) {
  return (
    <Root
      aria-label={label}
      className="inline-flex h-[18px] w-8 shrink-0 items-center rounded-full border border-control bg-control p-px transition-colors duration-120 disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      {...rest}
    >
      <Thumb className="block size-3.5 rounded-full bg-surface transition-transform duration-120 data-[state=checked]:translate-x-3.5" />
    </Root>
  );
}
