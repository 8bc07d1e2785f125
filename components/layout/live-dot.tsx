"use client";

import { useEffect, useState } from "react";
import { clustersQuery } from "#lib/clusters/queries";
import { FreshnessList } from "../freshness/freshness-list.tsx";
import type { LiveStatus } from "../live/live-client.ts";
import { useLiveStatus } from "../live/live-provider.tsx";
import { useLiveQuery } from "../live/use-live.tsx";
import { Popover } from "../ui/popover.tsx";
import { type StatusLevel, StatusMark } from "../ui/status.tsx";

const STREAM: Record<Exclude<LiveStatus, "live">, { level: StatusLevel; word: string }> = {
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
  const stream = status === "live" ? undefined : STREAM[status];
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
            {stream?.word ?? "live"}
            {freshness.length > 0 && ` · ${figures}`}
          </span>
        </button>
      }
    >
      <div className="border-line border-b px-3 py-2 text-ink-2 text-small">
        {stream === undefined
          ? "This page changes as the clusters change."
          : status === "reconnecting"
            ? "The stream to Wheelhouse broke. Trying again; until then the page shows what it last knew."
            : "This page is not live at the moment."}
      </div>
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

/** A page change opens the stream anew, which takes a moment; the dot does not blink for that. */
function useSteady(status: LiveStatus): LiveStatus {
  const [shown, setShown] = useState(status);
  useEffect(() => {
    const timer = setTimeout(() => setShown(status), status === "connecting" ? 1500 : 0);
    return () => clearTimeout(timer);
  }, [status]);
  return shown;
}
