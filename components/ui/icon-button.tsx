import { Slot } from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "./cn.tsx";

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  /** What the button does; read aloud and shown on hover. */
  label: string;
  size?: "sm" | "md";
  /** Renders the single child (a link) with the look of a button. */
  asChild?: boolean;
};

/** A button that shows only an icon. */
export function IconButton({ label, size = "md", asChild, className, children, ...rest }: IconButtonProps) {
  const shared = {
    "aria-label": label,
    title: label,
    className: cn(
      "inline-flex shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors duration-120 hover:bg-hover hover:text-ink",
      "disabled:pointer-events-none disabled:opacity-55 [&_svg]:size-4",
      size === "sm" ? "size-6" : "size-[30px]",
      className,
    ),
    ...rest,
  };
  if (asChild) return <Slot {...shared}>{children}</Slot>;
  return (
    <button type="button" {...shared}>
      {children}
    </button>
  );
}
