import { auditPath, describeAct, sentenceOf } from "#lib/audit/format";
import type { AuditRow } from "#lib/audit/schemas";
import { RowLink } from "../data-table/row-link.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Status, type StatusLevel } from "../ui/status.tsx";

export const RESULT: Record<AuditRow["result"], { level: StatusLevel; label: string }> = {
  succeeded: { level: "healthy", label: "Succeeded" },
  denied: { level: "degraded", label: "Denied" },
  failed: { level: "failing", label: "Failed" },
  allowed: { level: "unknown", label: "Not finished" },
};

export const AUDIT_QUICK = [
  { label: "Denied or failed", filter: "outcome:denied,failed" },
  { label: "Without sign-ins", filter: "-action:session" },
];

type Open = (row: AuditRow) => void;

/** Newest first is the only order: the rows at hand are the beginning of a longer list. */
export function auditColumns(onOpen: Open): DataColumn<AuditRow>[] {
  return [
    {
      id: "when",
      header: "When",
      width: "80px",
      cell: (row) => <RelativeTime at={row.at / 1000} className="text-ink-3" />,
    },
    { id: "time", header: "Time", width: "172px", hidden: true, from: "md", cell: (row) => <Exact at={row.at} /> },
    { id: "who", header: "Who", width: "148px", cell: (row) => <Cut text={row.actorName} /> },
    { id: "what", header: "What", fixed: true, cell: (row) => <What row={row} onOpen={onOpen} /> },
    {
      id: "where",
      header: "Where",
      width: "208px",
      from: "lg",
      cell: (row) =>
        whereOf(row) ? <Cut text={whereOf(row)} /> : <Dash reason="No cluster and no team were recorded" />,
    },
    { id: "outcome", header: "Outcome", width: "132px", cell: (row) => <Status {...RESULT[row.result]} /> },
    {
      id: "request",
      header: "Request",
      width: "136px",
      from: "xl",
      cell: (row) =>
        row.requestId ? (
          <Copyable text={row.requestId} shown={row.requestId.slice(-12)} what="request id" className="text-ink-3" />
        ) : (
          <Dash reason="Wheelhouse did this without a request" />
        ),
    },
    {
      id: "action",
      header: "Action",
      width: "176px",
      hidden: true,
      from: "md",
      cell: (row) => <span className="mono block truncate">{row.action}</span>,
    },
  ];
}

/** The row on a phone. */
export function CompactAudit({ row, onOpen }: { row: AuditRow; onOpen: Open }) {
  return (
    <div className="grid grid-cols-1 gap-0.5">
      <div className="flex items-baseline justify-between gap-3">
        <What row={row} onOpen={onOpen} wrap />
        <Status {...RESULT[row.result]} className="shrink-0" />
      </div>
      <p className="flex gap-1 text-ink-2 text-small">
        <span className="truncate">{[row.actorName, whereOf(row)].filter(Boolean).join(" · ")}</span>
        <span aria-hidden>·</span>
        <RelativeTime at={row.at / 1000} className="shrink-0" />
      </p>
    </div>
  );
}

/** One line of a copy: its parts are divided by tabs, so that it goes into a spreadsheet. */
export function auditLine(row: AuditRow): string {
  const time = new Date(row.at).toISOString();
  return [time, row.actorName, sentenceOf(row), whereOf(row), RESULT[row.result].label, row.requestId ?? ""].join("\t");
}

function What({ row, onOpen, wrap = false }: { row: AuditRow; onOpen: Open; wrap?: boolean }) {
  const { act, target } = describeAct(row);
  return (
    <RowLink
      href={auditPath(row.id)}
      onOpen={() => onOpen(row)}
      className={wrap ? "font-normal" : "block truncate font-normal"}
    >
      {act} {target && <span className="font-medium">{target}</span>}
    </RowLink>
  );
}

function whereOf({ clusterSlug, namespace, teamSlug }: AuditRow): string {
  const place = [clusterSlug, namespace].filter(Boolean).join(" / ");
  return [place, teamSlug && `team ${teamSlug}`].filter(Boolean).join(", ");
}

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

function Exact({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} suppressHydrationWarning className="nums whitespace-nowrap">
      {EXACT.format(at)}
    </time>
  );
}

function Cut({ text }: { text: string }) {
  return (
    <span className="block truncate" title={text}>
      {text}
    </span>
  );
}
