"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { systemClock } from "#lib/core/clock";

const NowContext = createContext(0);

const TICK_MS = 10_000;

export type NowProviderProps = {
  /** Epoch milliseconds on the server, so that the first render equals the server's. */
  initial: number;
  children: ReactNode;
};

/** One clock for all ages on the page: it ticks while the page is visible. */
export function NowProvider({ initial, children }: NowProviderProps) {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setNow(systemClock.now());
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);
  return <NowContext value={now}>{children}</NowContext>;
}

/** Epoch milliseconds, renewed every ten seconds. */
export function useNow(): number {
  return useContext(NowContext);
}
