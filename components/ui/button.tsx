import { Slot } from "radix-ui/slot";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { cn } from "./cn.tsx";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border-line-strong bg-surface text-ink hover:bg-hover",
  ghost: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border-transparent bg-failing text-on-failing hover:bg-failing-hover",
};

const SIZE: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2 text-small",
  md: "h-[30px] gap-1.5 px-2.5 text-table",
};

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Renders the single child (a link) with the look of a button. */
  asChild?: boolean;
  /** Shows that it works; the button does nothing meanwhile, but keeps the focus. */
  busy?: boolean;
  icon?: ReactNode;
};

/** A button says what happens: "Restart 3 pods", not "OK". */
export function Button({
  variant = "secondary",
  size = "md",
  asChild,
  busy,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = cn(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium transition-colors duration-120",
    "disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:size-3.5 [&_svg]:shrink-0",
    VARIANT[variant],
    SIZE[size],
    className,
  );
  if (asChild) {
    return (
      <Slot className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? ignore : onClick}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** Neither pressed nor sent: Enter in a field presses the button of its form. */
function ignore(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
