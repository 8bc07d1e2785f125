import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import { levelRank, workloadPath } from "#lib/workloads/format";
import type { WorkloadRef, WorkloadRow } from "#lib/workloads/schemas";
import type { FilterFields } from "../data-table/match-filter.tsx";
import { RowLink } from "../data-table/row-link.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";

export type OpenWorkload = (ref: WorkloadRef) => void;
type Options = { onOpen: OpenWorkload; inNamespace: boolean };

export function workloadColumns({ onOpen, inNamespace }: Options): DataColumn<WorkloadRow>[] {
  return [
    {
      id: "verdict",
      header: "Verdict",
      width: "150px",
      sort: (row) => levelRank(row.verdict.level),
      cell: (row) => (
        <span title={plainSentence(row)} className="flex">
          <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} />
        </span>
      ),
    },
    {
      id: "name",
      header: "Name",
      fixed: true,
      sort: (row) => row.name,
      cell: (row) => <WorkloadName row={row} onOpen={onOpen} />,
    },
    { id: "kind", header: "Kind", width: "108px", from: "lg", sort: (row) => row.kind, cell: (row) => row.kind },
    ...(inNamespace ? [] : placeColumns),
    {
      id: "version",
      header: "Version",
      width: "92px",
      from: "md",
      sort: (row) => row.version,
      cell: (row) =>
        row.version ? (
          <span className="mono block truncate" title={row.images.join("\n")}>
            {row.version}
          </span>
        ) : (
          <Dash reason="Neither its labels nor its images name a version" />
        ),
    },
    ...figureColumns,
  ];
}

const placeColumns: DataColumn<WorkloadRow>[] = [
  {
    id: "cluster",
    header: "Cluster",
    width: "120px",
    from: "md",
    sort: (row) => row.cluster,
    cell: (row) => <Cut text={row.cluster} />,
  },
  {
    id: "namespace",
    header: "Namespace",
    width: "132px",
    from: "lg",
    sort: (row) => row.namespace,
    cell: (row) => <Cut text={row.namespace} />,
  },
  {
    id: "environment",
    header: "Environment",
    width: "112px",
    hidden: true,
    from: "md",
    sort: (row) => row.environment.rank,
    cell: (row) => <Cut text={row.environment.name} />,
  },
];

const figureColumns: DataColumn<WorkloadRow>[] = [
  {
    id: "ready",
    header: "Ready",
    numeric: true,
    width: "76px",
    sort: (row) => (row.desired ? (row.ready ?? 0) / row.desired : undefined),
    cell: (row) =>
      row.desired === undefined ? <Dash reason="This kind has no replicas" /> : `${row.ready ?? 0}/${row.desired}`,
  },
  {
    id: "restarts",
    header: "Restarts",
    numeric: true,
    width: "92px",
    from: "lg",
    descendingFirst: true,
    sort: (row) => row.restarts,
    cell: (row) => <Zero value={row.restarts} />,
  },
  {
    id: "cpu",
    header: "CPU",
    numeric: true,
    width: "92px",
    hidden: true,
    descendingFirst: true,
    sort: (row) => row.cpuRequest,
    cell: (row) => (row.cpuRequest === 0 ? <Dash reason="Its containers request no CPU" /> : formatCpu(row.cpuRequest)),
  },
  {
    id: "memory",
    header: "Memory",
    numeric: true,
    width: "92px",
    hidden: true,
    descendingFirst: true,
    sort: (row) => row.memoryRequest,
    cell: (row) =>
      row.memoryRequest === 0 ? <Dash reason="Its containers request no memory" /> : formatBytes(row.memoryRequest),
  },
  {
    id: "gpu",
    header: "GPUs",
    numeric: true,
    width: "72px",
    hidden: true,
    descendingFirst: true,
    sort: (row) => row.gpuRequest,
    cell: (row) => <Zero value={row.gpuRequest} />,
  },
  {
    id: "change",
    header: "Changed",
    numeric: true,
    width: "92px",
    from: "md",
    descendingFirst: true,
    sort: (row) => row.lastChangeAt,
    cell: (row) => <RelativeTime at={row.lastChangeAt} className="text-ink-3" />,
  },
  {
    id: "age",
    header: "Age",
    numeric: true,
    width: "72px",
    hidden: true,
    descendingFirst: true,
    sort: (row) => -row.createdAt,
    cell: (row) => <RelativeTime at={row.createdAt} className="text-ink-3" />,
  },
];

export const workloadFilter: FilterFields<WorkloadRow> = {
  fields: {
    status: (row) => row.verdict.level,
    namespace: (row) => row.namespace,
    cluster: (row) => row.cluster,
    kind: (row) => row.kind,
    app: (row) => row.app,
    environment: (row) => [row.environment.slug, row.environment.name],
    cause: (row) => row.verdict.cause,
    version: (row) => row.version,
    image: (row) => row.images,
    restarts: (row) => row.restarts,
  },
  text: (row) => `${row.name} ${row.namespace} ${row.cluster} ${row.verdict.label}`,
};

function plainSentence(row: WorkloadRow): string {
  return row.verdict.sentence.replaceAll("`", "");
}

function WorkloadName({ row, onOpen }: { row: WorkloadRow; onOpen: OpenWorkload }) {
  return (
    <span className="flex items-baseline gap-2.5">
      <RowLink href={workloadPath(row)} onOpen={() => onOpen(row)} className="max-w-full shrink-0 truncate">
        {row.name}
      </RowLink>
      {UNWELL.has(row.verdict.level) && (
        <Sentence short text={row.verdict.sentence} className="min-w-0 truncate text-ink-2 text-small max-sm:hidden" />
      )}
    </span>
  );
}

/** Levels whose reason stands in the list. */
const UNWELL = new Set(["failing", "degraded", "progressing", "unknown"]);

/** A workload in two lines, for phones. */
export function CompactWorkload({ row, onOpen, inNamespace }: { row: WorkloadRow } & Options) {
  const where = inNamespace ? undefined : `${row.cluster} / ${row.namespace}`;
  return (
    <div className="grid grid-cols-1 gap-0.5">
      <div className="flex items-baseline justify-between gap-3">
        <WorkloadName row={row} onOpen={onOpen} />
        <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} className="shrink-0" />
      </div>
      <p className="truncate text-ink-2 text-small">{[row.kind, where, row.version].filter(Boolean).join(" · ")}</p>
      {(row.verdict.level === "failing" || row.verdict.level === "degraded") && (
        <Sentence short text={row.verdict.sentence} className="line-clamp-2 text-ink-2 text-small" />
      )}
    </div>
  );
}

function Cut({ text }: { text: string }) {
  return (
    <span className="block truncate" title={text}>
      {text}
    </span>
  );
}

/** A zero that does not ask for attention. */
function Zero({ value }: { value: number }) {
  return value === 0 ? <span className="text-ink-3">0</span> : value.toLocaleString("en-US");
}
