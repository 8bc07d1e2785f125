import Link from "next/link";
import type { ClusterChange } from "#lib/clusters/schemas";
import { Card } from "../ui/card.tsx";
import { Clock } from "../ui/clock-time.tsx";
import { Sentence } from "../ui/sentence.tsx";

/** What happened to the fleet in the last day. */
export function ClusterChanges({ changes, known }: { changes: readonly ClusterChange[]; known: ReadonlySet<string> }) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="cluster-changes" className="mt-5">
      <h2 id="cluster-changes" className="mb-2 text-table">
        Changed in the last day
      </h2>
      <Card>
        <ul>
          {changes.map((change) => (
            <li
              key={change.key}
              className="grid grid-cols-[48px_minmax(0,1fr)] gap-x-3 border-line border-b px-3 py-[7px] text-table last:border-b-0 sm:grid-cols-[48px_140px_minmax(0,1fr)]"
            >
              <Clock at={change.at / 1000} className="text-ink-3" />
              {known.has(change.cluster) ? (
                <Link
                  href={`/clusters/${change.cluster}`}
                  prefetch={false}
                  className="truncate font-medium hover:underline"
                >
                  {change.cluster}
                </Link>
              ) : (
                <span className="truncate font-medium">{change.cluster}</span>
              )}
              <span className="col-start-2 sm:col-start-auto">
                <Sentence text={change.sentence} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
