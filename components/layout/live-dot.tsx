"use client";

import { useEffect, useState } from "react";
import { clustersQuery } from "#lib/clusters/queries";
import { FreshnessList } from "../freshness/freshness-list.tsx";
import { type LiveStatus, POLL_MS } from "../live/live-client.ts";
import { useLiveStatus } from "../live/live-provider.tsx";
import { useLiveQuery } from "../live/use-live.tsx";
import { Popover } from "../ui/popover.tsx";
import { type StatusLevel, StatusMark } from "../ui/status.tsx";

const POLLING = `every ${POLL_MS / 1000} s`;

const STREAM: Record<Exclude<LiveStatus, "live" | "polling">, { level: StatusLevel; word: string }> = {
  idle: { level: "idle", word: "not live" },
  connecting: { level: "progressing", word: "connecting" },
  reconnecting: { level: "degraded", word: "reconnecting" },
  paused: { level: "idle", word: "paused" },
  ended: { level: "unknown", word: "signed out" },
};

/** Says whether the page is live, and opens the state of every cluster. */
export function LiveDot() {
  const status = useSteady(useLiveStatus());
  const clusters = useLiveQuery(clustersQuery());
  const freshness = clusters.data?.freshness ?? [];
  const live = freshness.filter((cluster) => cluster.state === "live").length;
  const stream = status === "live" || status === "polling" ? undefined : STREAM[status];
  const level = stream?.level ?? (live === freshness.length ? "healthy" : "degraded");
  const figures = `${live} of ${freshness.length} ${freshness.length === 1 ? "cluster" : "clusters"}`;
  return (
    <Popover
      align="end"
      label="State of every cluster"
      trigger={
        <button
          type="button"
          className="nums inline-flex h-[30px] shrink-0 items-center gap-2 whitespace-nowrap rounded-md px-2 text-ink-2 text-small hover:bg-hover"
        >
          <StatusMark level={level} />
          <span className="max-md:sr-only">
            {stream?.word ?? (status === "polling" ? POLLING : "live")}
            {freshness.length > 0 && ` · ${figures}`}
          </span>
        </button>
      }
    >
      <div className="border-line border-b px-3 py-2 text-ink-2 text-small">{explain(status)}</div>
      <div className="p-3">
        {freshness.length === 0 ? (
          <p className="text-ink-2 text-table">No cluster is in your sight yet.</p>
        ) : (
          <FreshnessList freshness={freshness} />
        )}
      </div>
    </Popover>
  );
}

function explain(status: LiveStatus): string {
  if (status === "live") return "This page changes as the clusters change.";
  if (status === "polling") {
    return `Other tabs of this browser are live. This page asks for changes ${POLLING}, until one of them is closed or hidden.`;
  }
  if (status === "reconnecting") {
    return "The stream to Wheelhouse broke. Trying again; until then the page shows what it last knew.";
  }
  return "This page is not live at the moment.";
}

/** A page change opens the stream anew, which takes a moment; the dot does not blink for that. */
function useSteady(status: LiveStatus): LiveStatus {
  const [shown, setShown] = useState(status);
  useEffect(() => {
    const timer = setTimeout(() => setShown(status), status === "connecting" ? 1500 : 0);
    return () => clearTimeout(timer);
  }, [status]);
  return shown;
}
