"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/** Scrolls what is wider than the screen; only then a stop for the keyboard. */
export function ScrollSideways({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    // Positioned, so that texts for screen readers, which are placed absolutely, are clipped with the rest.
    <div ref={box} tabIndex={wide ? 0 : undefined} className="relative overflow-x-auto">
      {children}
    </div>
  );
}
