"use client";

import Link from "next/link";
import { count, isStale, verdictLabel } from "#lib/clusters/format";
import type { ClusterRow } from "#lib/clusters/schemas";
import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import { FRESHNESS } from "../freshness/freshness-words.tsx";
import { cn } from "../ui/cn.tsx";
import { useNow } from "../ui/now.tsx";
import { Status } from "../ui/status.tsx";
import { ShareBar } from "./share-bar.tsx";

/** One cluster at a glance: name, version, verdict, requests against capacity, age of the data. */
export function ClusterTile({ row, grouped }: { row: ClusterRow; grouped: boolean }) {
  const stale = isStale(row);
  const now = useNow();
  const whole = row.nodes !== undefined;
  return (
    <Link
      href={`/clusters/${row.slug}`}
      prefetch={false}
      data-row-link
      className={cn(
        "grid content-start gap-1.5 rounded-lg border border-line px-3 py-2.5 transition-colors duration-120 hover:border-line-strong",
        stale ? "bg-bg" : "bg-surface",
      )}
    >
      <span className="flex items-baseline justify-between gap-2">
        <span className={cn("truncate font-semibold text-body", stale && "text-ink-2")}>{row.displayName}</span>
        <span className="mono shrink-0 text-ink-3">{row.version ?? ""}</span>
      </span>
      <span className="flex h-5 items-center justify-between gap-2">
        <Status level={row.verdict.level} label={verdictLabel(row, now)} />
        {!grouped && <span className="shrink-0 text-ink-3 text-small">{row.environment.name}</span>}
      </span>
      {whole ? (
        <span className="grid gap-1.5 text-small">
          <Bar name="CPU" label="CPU requested" row={row} resource="cpu" stale={stale} />
          <Bar name="Mem" label="Memory requested" row={row} resource="memory" stale={stale} />
        </span>
      ) : (
        <span className="nums h-[38px] text-ink-2 text-small leading-[19px]">
          {scopedFigures(row)}
          {row.cpu.requested !== undefined && row.memory.requested !== undefined && (
            <span className="block text-ink-3">
              {formatCpu(row.cpu.requested)} · {formatBytes(row.memory.requested)} requested
            </span>
          )}
        </span>
      )}
      <span className="flex justify-between gap-2 text-ink-3 text-small">
        <span className="nums truncate">{whole ? wholeFigures(row) : (row.region ?? row.provider ?? "")}</span>
        <span className="shrink-0">{FRESHNESS[row.freshness.state].word.toLowerCase()}</span>
      </span>
    </Link>
  );
}

type BarProps = { name: string; label: string; row: ClusterRow; resource: "cpu" | "memory"; stale: boolean };

function Bar({ name, label, row, resource, stale }: BarProps) {
  return (
    <span className="grid grid-cols-[30px_minmax(0,1fr)] items-center gap-1">
      <span className="text-ink-3">{name}</span>
      <ShareBar
        label={label}
        capacity={row[resource]}
        stale={stale}
        reason="No list of nodes and pods has arrived yet"
      />
    </span>
  );
}

function wholeFigures({ nodes, pods, gpu }: ClusterRow): string {
  const gpus = gpu.allocatable ? `${gpu.allocatable.toLocaleString("en-US")} GPUs` : undefined;
  const podText = pods === undefined ? "– pods" : count(pods, "pod");
  return [nodes === undefined ? undefined : count(nodes, "node"), gpus ?? podText].filter(Boolean).join(" · ");
}

/** Where only single namespaces are seen: by this person, or by the credential. */
function scopedFigures({ namespaces, pods, narrow }: ClusterRow): string {
  const parts = [
    namespaces === undefined ? undefined : count(namespaces, "namespace"),
    pods === undefined ? undefined : count(pods, "pod"),
  ];
  const known = parts.filter(Boolean);
  if (known.length === 0) return "Its namespaces have not been listed yet";
  return narrow ? `Readable: ${known.join(" · ")}` : `Yours: ${known.join(" · ")}`;
}
