"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import type { MenuCheckItemProps, MenuItemProps, MenuPartsProps, MenuRadioProps } from "./dropdown-menu-parts.tsx";
import { LazyTrigger } from "./lazy-trigger.tsx";

const load = () => import("./dropdown-menu-parts.tsx");
const Parts = lazy(() => load().then((parts) => ({ default: parts.MenuParts })));
const Item = lazy(() => load().then((parts) => ({ default: parts.MenuItemPart })));
const CheckItem = lazy(() => load().then((parts) => ({ default: parts.MenuCheckItemPart })));
const Radio = lazy(() => load().then((parts) => ({ default: parts.MenuRadioPart })));
const Label = lazy(() => load().then((parts) => ({ default: parts.MenuLabelPart })));
const Separator = lazy(() => load().then((parts) => ({ default: parts.MenuSeparatorPart })));

export type DropdownMenuProps = Omit<MenuPartsProps, "open" | "onOpenChange"> & {
  /** Both together: the owner decides whether it is open. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** A menu under a button. What draws the menu is fetched when a person comes near it. */
export function DropdownMenu(props: DropdownMenuProps) {
  const [own, setOwn] = useState<boolean>();
  const open = own === undefined && !props.open ? undefined : (props.open ?? own ?? false);
  function setOpen(next: boolean) {
    setOwn(next);
    props.onOpenChange?.(next);
  }
  const waiting = (
    <LazyTrigger kind="menu" trigger={props.trigger} load={() => void load()} open={() => setOpen(true)} />
  );
  if (open === undefined) return waiting;
  return (
    <Suspense fallback={waiting}>
      <Parts {...props} open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}

export function MenuItem(props: MenuItemProps) {
  return <Item {...props} />;
}

/** Stays open, so that several can be chosen. */
export function MenuCheckItem(props: MenuCheckItemProps) {
  return <CheckItem {...props} />;
}

export function MenuRadio<T extends string>({ onValueChange, ...rest }: MenuRadioProps<T>) {
  return <Radio {...rest} onValueChange={(value) => onValueChange(value as T)} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Label>{children}</Label>;
}

export function MenuSeparator() {
  return <Separator />;
}
