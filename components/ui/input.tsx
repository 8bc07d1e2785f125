import type { ComponentProps } from "react";
import { cn } from "./cn.tsx";

export const CONTROL =
  "w-full rounded-md border border-line-strong bg-surface px-2.5 text-table text-ink transition-colors duration-120 hover:border-control disabled:opacity-55 aria-invalid:border-failing";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(CONTROL, "h-[30px]", className)} {...rest} />;
}
