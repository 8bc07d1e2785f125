import Link from "next/link";
import { workloadPath } from "#lib/workloads/format";
import type { WorkloadDetail } from "#lib/workloads/schemas";
import { cn } from "../ui/cn.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Status, StatusMark } from "../ui/status.tsx";

export type WorkloadHeaderProps = { detail: WorkloadDetail; inDrawer: boolean };

/** Name, verdict, place, and the same application elsewhere. */
export function WorkloadHeader({ detail, inDrawer }: WorkloadHeaderProps) {
  const { row, siblings } = detail;
  const Title = inDrawer ? "h2" : "h1";
  return (
    <div>
      <div className={cn("flex flex-wrap items-center gap-x-2.5", inDrawer && "pr-16")}>
        <Title className="min-w-0 truncate text-title tracking-[-0.015em]">{row.name}</Title>
        <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} />
        {row.verdict.since !== undefined && (
          <RelativeTime at={row.verdict.since} prefix="since" className="text-ink-3 text-small" />
        )}
      </div>
      <p className="flex flex-wrap items-center gap-x-1.5 text-ink-2 text-table">
        <span>{row.kind}</span>
        <span aria-hidden>·</span>
        <Link
          href={`/namespaces/${row.cluster}/${row.namespace}`}
          className="mono rounded-sm text-ink-2 hover:text-ink hover:underline"
        >
          {row.cluster} / {row.namespace}
        </Link>
        <span aria-hidden>·</span>
        <span>{row.environment.name}</span>
        {row.version && (
          <>
            <span aria-hidden>·</span>
            <span>
              version <Copyable text={row.version} what="version" />
            </span>
          </>
        )}
      </p>
      {siblings.length > 0 && (
        <ul aria-label="The same application elsewhere" className="mt-2 flex flex-wrap gap-1.5">
          {siblings.map((sibling) => (
            <li key={workloadPath(sibling)}>
              <Link
                href={workloadPath(sibling)}
                prefetch={false}
                title={sibling.verdict.sentence}
                className="inline-flex h-6 items-center gap-1.5 rounded-full border border-line px-2 text-ink-2 text-small hover:border-line-strong hover:text-ink"
              >
                <StatusMark level={sibling.verdict.level} stale={sibling.stale} className="size-2" />
                <span className="sr-only">
                  {sibling.verdict.label}
                  {sibling.stale && " (last known)"}
                </span>
                {sibling.cluster}
                {sibling.namespace !== row.namespace && ` / ${sibling.namespace}`}
                {sibling.version && <span className="mono">{sibling.version}</span>}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
