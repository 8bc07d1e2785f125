"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { systemClock } from "#lib/core/clock";
import { systemRandom } from "#lib/core/random";
import { getJson, isApiError } from "#lib/http/api-client";
import { createLiveClient, type LiveClient, type LiveStatus } from "./live-client.ts";
import { takePlace } from "./take-place.ts";

export const LiveContext = createContext<LiveClient | undefined>(undefined);

/** A tab that is hidden keeps its stream for a moment, for those who only look past it. */
const HIDDEN_MS = 2_000;

/** Holds the event stream of this browser tab while somebody looks at it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createBrowserClient);
  useEffect(() => pauseWhileHidden(client), [client]);
  return <LiveContext value={client}>{children}</LiveContext>;
}

function createBrowserClient(): LiveClient {
  return createLiveClient({
    open: (url) => new EventSource(url),
    takePlace: (onTaken) => takePlace(browserLocks(), onTaken),
    clock: browserClock,
    random: systemRandom,
    onFrame: (run) => void requestAnimationFrame(run),
    onSignedOut: () => {
      const next = `${window.location.pathname}${window.location.search}`;
      window.location.assign(`/sign-in?ended=1&next=${encodeURIComponent(next)}`);
    },
    checkSession: async () => {
      try {
        await getJson("/api/me");
        return true;
      } catch (error) {
        return !(isApiError(error) && error.status === 401);
      }
    },
  });
}

/** Undefined over plain HTTP, unless the portal is on this machine. */
function browserLocks(): LockManager | undefined {
  return "locks" in navigator ? navigator.locks : undefined;
}

/** The system clock without what only Node's timers know. */
const browserClock: typeof systemClock = {
  ...systemClock,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

function pauseWhileHidden(client: LiveClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function onChange() {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(client.pause, HIDDEN_MS);
    else client.resume();
  }
  // Opened in the background: no stream until it is looked at.
  if (document.hidden) client.pause();
  else client.resume();
  document.addEventListener("visibilitychange", onChange);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onChange);
    client.pause();
  };
}

/** Where the stream stands. */
export function useLiveStatus(): LiveStatus {
  const client = useContext(LiveContext);
  return useSyncExternalStore(
    (listener) => client?.onStatus(listener) ?? (() => {}),
    () => client?.status() ?? "idle",
    () => "idle",
  );
}
