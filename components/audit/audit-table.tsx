"use client";

import { describeAction } from "#lib/audit/format";
import type { AuditRow } from "#lib/audit/schemas";
import { Card } from "../ui/card.tsx";
import { cn } from "../ui/cn.tsx";
import { Status, type StatusLevel } from "../ui/status.tsx";

export const RESULT: Record<AuditRow["result"], { level: StatusLevel; label: string }> = {
  succeeded: { level: "healthy", label: "Succeeded" },
  denied: { level: "degraded", label: "Denied" },
  failed: { level: "failing", label: "Failed" },
  allowed: { level: "unknown", label: "Not finished" },
};

const EXACT = new Intl.DateTimeFormat("en-GB", {
  day: "2-digit",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

export type AuditTableProps = { rows: readonly AuditRow[]; openKey: string | null; onOpen: (row: AuditRow) => void };

/** What happened, newest first. */
export function AuditTable({ rows, openKey, onOpen }: AuditTableProps) {
  return (
    <Card className="overflow-clip">
      <ol aria-label="What happened, newest first">
        {rows.map((row) => (
          <li key={row.key} className="border-line border-b last:border-b-0">
            <button
              type="button"
              data-row-link
              aria-expanded={row.key === openKey}
              onClick={() => onOpen(row)}
              className={cn(
                "grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-3 py-[7px] text-left text-table -outline-offset-2 hover:bg-hover sm:grid-cols-[124px_132px_minmax(0,1fr)_104px]",
                row.key === openKey && "bg-accent-soft",
              )}
            >
              <time
                dateTime={new Date(row.at).toISOString()}
                suppressHydrationWarning
                className="nums whitespace-nowrap text-ink-3 max-sm:order-2 max-sm:text-small"
              >
                {EXACT.format(row.at)}
              </time>
              <span className="truncate font-medium max-sm:order-1">{row.actorName}</span>
              <What row={row} />
              <Status {...RESULT[row.result]} className="max-sm:order-4" />
            </button>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function What({ row }: { row: AuditRow }) {
  const place = [row.clusterSlug, row.namespace].filter(Boolean).join(" / ");
  const elsewhere = place !== "" && !row.target.name.includes(place);
  const self = row.target.id !== undefined && row.target.id === row.actorId;
  return (
    <span className="min-w-0 max-sm:order-3 sm:truncate">
      {describeAction(row)} {!self && <span className="font-medium">{row.target.name}</span>}
      {elsewhere && <span className="text-ink-3"> in {place}</span>}
    </span>
  );
}
