import Link from "next/link";
import { detailLines, sentenceOf } from "#lib/audit/format";
import type { AuditField, AuditRow } from "#lib/audit/schemas";
import { termText } from "#lib/core/parse-filter";
import { Card, CardSection } from "../ui/card.tsx";
import { cn } from "../ui/cn.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { Status } from "../ui/status.tsx";
import { RESULT } from "./audit-columns.tsx";

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });

const TERMS: Record<AuditField, string> = {
  who: "Who",
  action: "Action",
  outcome: "Outcome",
  target: "Target",
  cluster: "Cluster",
  namespace: "Namespace",
  team: "Team",
  request: "Request",
};

/** One row of the audit with all that was recorded. */
export function AuditDetail({ row }: { row: AuditRow }) {
  const { target, requestId } = row;
  const only = (field: AuditField, value: string | undefined) =>
    value ? [{ term: TERMS[field], value: <Only field={field} value={value} row={row} /> }] : [];
  const facts = [
    { term: "When", value: EXACT.format(row.at) },
    ...only("who", row.actorName),
    ...only("action", row.action),
    {
      term: "Target",
      value: (
        <>
          <span className="text-ink-3">{target.kind}</span> <Only field="target" value={target.name} row={row} />
        </>
      ),
    },
    ...only("cluster", row.clusterSlug),
    ...only("namespace", row.namespace),
    ...only("team", row.teamSlug),
    ...(requestId ? [{ term: "Request", value: <Copyable text={requestId} what="request id" /> }] : []),
    { term: "Row", value: <Copyable text={row.id} what="row id" /> },
  ];
  const details = detailLines(row.detail);
  return (
    <div className="grid gap-3 p-5">
      <div className="pr-16">
        <h2 className="text-title tracking-[-0.015em]">{sentenceOf(row)}</h2>
        <Status {...RESULT[row.result]} />
      </div>
      <Card>
        <CardSection title="Facts">
          <DefinitionList items={facts} />
        </CardSection>
        {details.length > 0 && (
          <CardSection title="Recorded with it">
            <DefinitionList
              items={details.map(({ term, value }) => ({ term, value: <span className="break-words">{value}</span> }))}
            />
          </CardSection>
        )}
      </Card>
    </div>
  );
}

/** A fact that leads to all rows with it; this one stays open. */
function Only({ field, value, row }: { field: AuditField; value: string; row: AuditRow }) {
  const q = termText({ key: field, values: [value], negated: false });
  const search = new URLSearchParams({ q, event: row.id });
  return (
    <Link
      href={`/audit?${search}`}
      prefetch={false}
      title={`Show only ${q}`}
      className={cn("rounded-sm hover:underline", field === "action" && "mono")}
    >
      {value}
    </Link>
  );
}
