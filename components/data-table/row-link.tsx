"use client";

import Link from "next/link";
import type { MouseEvent, ReactNode } from "react";
import { cn } from "../ui/cn.tsx";

export type RowLinkProps = {
  /** The page of the row's thing. */
  href: string;
  /** Opens it beside the list instead, on a plain press. */
  onOpen?: () => void;
  className?: string;
  children: ReactNode;
};

/** The name of a row: a real link, so that it opens in a new tab, too. `j` and `k` move from one to the next. */
export function RowLink({ href, onOpen, className, children }: RowLinkProps) {
  function press(event: MouseEvent) {
    if (!onOpen || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  }
  return (
    <Link
      href={href}
      prefetch={false}
      data-row-link
      onClick={press}
      className={cn("rounded-sm font-medium text-ink hover:underline", className)}
    >
      {children}
    </Link>
  );
}
