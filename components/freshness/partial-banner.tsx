"use client";

import { useState } from "react";
import { formatAge } from "#lib/core/format-age";
import type { ClusterFreshness } from "#lib/http/answer";
import { Banner } from "../ui/banner.tsx";
import { useNow } from "../ui/now.tsx";
import { freshnessSentence } from "./freshness-words.tsx";

/** More than this many lines hide behind a button. */
const LINES = 2;

/** Names the clusters whose rows are missing or old, and says why. Nothing when all are live. */
export function PartialBanner({ failures }: { failures: readonly ClusterFreshness[] }) {
  const now = useNow();
  const [all, setAll] = useState(false);
  if (failures.length === 0) return null;
  const waiting = failures.every((cluster) => cluster.state === "starting");
  const shown = all ? failures : failures.slice(0, LINES);
  return (
    <Banner
      tone={waiting ? "info" : "degraded"}
      className="mb-3"
      action={
        failures.length > LINES && (
          <button type="button" className="self-start text-accent hover:underline" onClick={() => setAll(!all)}>
            {all ? "Fewer" : `${failures.length - LINES} more`}
          </button>
        )
      }
    >
      {shown.map((cluster) => (
        <p key={cluster.clusterId}>
          <span className="font-medium">{cluster.slug}</span>{" "}
          {freshnessSentence(cluster, cluster.asOf === undefined ? undefined : silence(now - cluster.asOf))}
        </p>
      ))}
    </Banner>
  );
}

/** How long, as a part of a sentence: an age would say "now". */
function silence(ms: number): string {
  return ms < 10_000 ? "a few seconds" : formatAge(ms / 1000);
}
