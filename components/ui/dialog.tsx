"use client";

import { lazy, Suspense } from "react";
import type { DialogPartsProps } from "./dialog-parts.tsx";

const Parts = lazy(() => import("./dialog-parts.tsx").then((parts) => ({ default: parts.DialogParts })));

export type DialogProps = DialogPartsProps;

/** A question or a form that must be answered before anything else. Fetched when it opens for the first time. */
export function Dialog(props: DialogProps) {
  if (!props.open) return null;
  return (
    <Suspense>
      <Parts {...props} />
    </Suspense>
  );
}
