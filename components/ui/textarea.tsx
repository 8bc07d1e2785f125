import type { ComponentProps } from "react";
import { cn } from "./cn.tsx";
import { CONTROL } from "./input.tsx";

/** Several lines of text; `code` for YAML and other texts that are typed elsewhere. */
export function Textarea({ className, code, ...rest }: ComponentProps<"textarea"> & { code?: boolean }) {
  return <textarea className={cn(CONTROL, "min-h-20 py-1.5", code && "mono leading-5", className)} {...rest} />;
}
