"use client";

import { Slot } from "radix-ui/slot";
import type { KeyboardEvent, ReactNode } from "react";

export type LazyTriggerProps = {
  kind: "menu" | "dialog";
  trigger: ReactNode;
  /** Fetches what will float; called when the person comes near. */
  load: () => void;
  open: () => void;
};

/** A button before what it opens has been fetched: it looks and reads the same, and the first press opens. */
export function LazyTrigger({ kind, trigger, load, open }: LazyTriggerProps) {
  function press(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" || kind !== "menu") return;
    event.preventDefault();
    open();
  }
  return (
    <Slot
      aria-haspopup={kind}
      aria-expanded={false}
      onPointerEnter={load}
      onFocus={load}
      onClick={open}
      onKeyDown={press}
    >
      {trigger}
    </Slot>
  );
}
