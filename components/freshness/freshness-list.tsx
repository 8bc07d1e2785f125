import type { ClusterFreshness } from "#lib/http/answer";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";
import { FRESHNESS } from "./freshness-words.tsx";

/** Every cluster with the state and the age of its data. */
export function FreshnessList({ freshness }: { freshness: readonly ClusterFreshness[] }) {
  return (
    <ul className="grid gap-1.5">
      {freshness.map((cluster) => (
        <li key={cluster.clusterId} className="grid grid-cols-[1fr_auto] items-baseline gap-x-3 text-table">
          <span className="truncate font-medium">{cluster.slug}</span>
          <span className="inline-flex items-center gap-2">
            {cluster.state !== "live" && cluster.asOf !== undefined && (
              <RelativeTime at={cluster.asOf / 1000} suffix="ago" className="text-ink-3 text-small" />
            )}
            <Status level={FRESHNESS[cluster.state].level} label={FRESHNESS[cluster.state].word} />
          </span>
          {cluster.message && <Sentence text={cluster.message} className="col-span-2 text-ink-2 text-small" />}
        </li>
      ))}
    </ul>
  );
}
