import { isStale } from "#lib/clusters/format";
import type { ClusterRow } from "#lib/clusters/schemas";
import { levelRank } from "#lib/workloads/format";
import { RowLink } from "../data-table/row-link.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { FRESHNESS } from "../freshness/freshness-words.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Status } from "../ui/status.tsx";
import { ClusterStatus } from "./cluster-status.tsx";
import { ShareBar } from "./share-bar.tsx";

const NO_SIGHT = "Only people with sight of the whole cluster know this";

/** The fleet as a table. */
export const CLUSTER_COLUMNS: DataColumn<ClusterRow>[] = [
  {
    id: "verdict",
    header: "Verdict",
    width: "172px",
    sort: (row) => levelRank(row.verdict.level),
    cell: (row) => <ClusterStatus row={row} />,
  },
  {
    id: "name",
    header: "Cluster",
    fixed: true,
    sort: (row) => row.displayName,
    cell: (row) => <RowLink href={`/clusters/${row.slug}`}>{row.displayName}</RowLink>,
  },
  {
    id: "environment",
    header: "Environment",
    width: "112px",
    from: "lg",
    sort: (row) => row.environment.rank,
    cell: (row) => row.environment.name,
  },
  {
    id: "version",
    header: "Version",
    width: "84px",
    sort: (row) => row.version,
    cell: (row) => <Version row={row} />,
  },
  figure("nodes", "Nodes", (row) => row.nodes),
  figure("pods", "Pods", (row) => row.pods),
  share("cpu", "CPU"),
  share("memory", "Memory"),
  {
    id: "place",
    header: "Region",
    width: "120px",
    from: "xl",
    sort: (row) => row.region,
    cell: (row) => row.region ?? <Dash reason="No region was given" />,
  },
  {
    id: "latency",
    header: "Latency",
    numeric: true,
    width: "80px",
    hidden: true,
    sort: (row) => row.latencyMs,
    cell: (row) => (row.latencyMs === undefined ? <Dash reason="Not measured" /> : `${Math.round(row.latencyMs)} ms`),
  },
  {
    id: "data",
    header: "Data",
    width: "104px",
    numeric: true,
    sort: (row) => row.freshness.asOf,
    cell: (row) => <Age row={row} />,
  },
];

function figure(
  id: "nodes" | "pods",
  header: string,
  read: (row: ClusterRow) => number | undefined,
): DataColumn<ClusterRow> {
  return {
    id,
    header,
    numeric: true,
    width: "72px",
    from: "md",
    descendingFirst: true,
    sort: read,
    cell: (row) => read(row)?.toLocaleString("en-US") ?? <Dash reason={NO_SIGHT} />,
  };
}

function share(id: "cpu" | "memory", header: string): DataColumn<ClusterRow> {
  return {
    id,
    header,
    width: "132px",
    from: "lg",
    descendingFirst: true,
    sort: (row) => (row[id].allocatable ? (row[id].requested ?? 0) / row[id].allocatable : undefined),
    cell: (row) => <ShareBar label={`${header} requested`} capacity={row[id]} reason={NO_SIGHT} stale={isStale(row)} />,
  };
}

function Version({ row }: { row: ClusterRow }) {
  if (row.version === undefined) return <Dash reason="The cluster has not said its version yet" />;
  return <span className={row.versionBehind ? "mono text-degraded" : "mono"}>{row.version}</span>;
}

function Age({ row }: { row: ClusterRow }) {
  const { state, asOf } = row.freshness;
  if (state === "live") return <span className="text-ink-3">live</span>;
  if (asOf === undefined) return <span className="text-ink-3">{FRESHNESS[state].word.toLowerCase()}</span>;
  return <RelativeTime at={asOf / 1000} suffix="ago" className="text-ink-3" />;
}

/** The row on a phone. */
export function CompactCluster({ row }: { row: ClusterRow }) {
  return (
    <span className="grid grid-cols-1 gap-0.5">
      <span className="flex justify-between gap-2">
        <RowLink href={`/clusters/${row.slug}`}>{row.displayName}</RowLink>
        <span className="mono text-ink-3">{row.version}</span>
      </span>
      <Status level={row.verdict.level} label={row.verdict.label} />
    </span>
  );
}
