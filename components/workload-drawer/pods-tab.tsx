import Link from "next/link";
import type { PodDetail, WorkloadDetail } from "#lib/workloads/schemas";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";
import { ContainerList } from "../workloads/container-list.tsx";
import { podHref } from "./overview-tab.tsx";

/** Every pod with every container, init containers first. */
export function PodsTab({ detail }: { detail: WorkloadDetail }) {
  if (detail.pods.length === 0) {
    return (
      <EmptyState title="It has no pods at the moment.">{<Sentence text={detail.row.verdict.sentence} />}</EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-3">
      {detail.pods.map((pod) => (
        <PodCard key={pod.key} pod={pod} href={podHref(detail)(pod.name)} stale={detail.row.stale} />
      ))}
    </div>
  );
}

export function PodCard({ pod, href, stale }: { pod: PodDetail; href: string; stale: boolean }) {
  return (
    <Card>
      <div className="border-line border-b px-3 py-2">
        <div className="flex flex-wrap items-center gap-x-2.5">
          <Link href={href} prefetch={false} className="mono truncate rounded-sm text-ink hover:underline">
            {pod.name}
          </Link>
          <Status level={pod.verdict.level} label={pod.verdict.label} stale={stale} />
          <span className="ml-auto whitespace-nowrap text-ink-3 text-small">
            {pod.node ? <span className="mono">{pod.node}</span> : "not placed"} ·{" "}
            <RelativeTime at={pod.createdAt} suffix="old" />
          </span>
        </div>
        {pod.verdict.level !== "healthy" && (
          <Sentence text={pod.verdict.sentence} className="block text-[12.5px] text-ink-2 leading-[18px]" />
        )}
      </div>
      <ContainerList containers={pod.containers} />
    </Card>
  );
}
