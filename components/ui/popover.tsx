"use client";

import { lazy, Suspense, useState } from "react";
import { LazyTrigger } from "./lazy-trigger.tsx";
import type { PopoverPartsProps } from "./popover-parts.tsx";

const load = () => import("./popover-parts.tsx");
const Parts = lazy(() => load().then((parts) => ({ default: parts.PopoverParts })));

export type PopoverProps = Omit<PopoverPartsProps, "open" | "onOpenChange"> & {
  /** Both together: the owner decides whether it is open. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** More about the thing that was pressed, floating beside it. Fetched when a person comes near it. */
export function Popover(props: PopoverProps) {
  const [own, setOwn] = useState<boolean>();
  const open = own === undefined && !props.open ? undefined : (props.open ?? own ?? false);
  function setOpen(next: boolean) {
    setOwn(next);
    props.onOpenChange?.(next);
  }
  const waiting = (
    <LazyTrigger kind="dialog" trigger={props.trigger} load={() => void load()} open={() => setOpen(true)} />
  );
  if (open === undefined) return waiting;
  return (
    <Suspense fallback={waiting}>
      <Parts {...props} open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}
