"use client";

import { useEffect, useState } from "react";

/** How long nobody types, in milliseconds, before what they typed is asked for. */
const SETTLE_MS = 250;

/** A text once it has not changed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
