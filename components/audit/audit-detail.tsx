import { describeAction, detailLines } from "#lib/audit/format";
import type { AuditRow } from "#lib/audit/schemas";
import { Card, CardSection } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { Status } from "../ui/status.tsx";
import { RESULT } from "./audit-table.tsx";

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });

/** One row of the audit with all that was recorded. */
export function AuditDetail({ row }: { row: AuditRow }) {
  const facts = [
    { term: "When", value: EXACT.format(row.at) },
    { term: "Who", value: row.actorName },
    { term: "Action", value: <code className="mono">{row.action}</code> },
    { term: "Target", value: `${row.target.kind} ${row.target.name}` },
    ...(row.clusterSlug ? [{ term: "Cluster", value: row.clusterSlug }] : []),
    ...(row.namespace ? [{ term: "Namespace", value: row.namespace }] : []),
    ...(row.teamSlug ? [{ term: "Team", value: row.teamSlug }] : []),
    ...(row.requestId ? [{ term: "Request", value: <Copyable text={row.requestId} what="request id" /> }] : []),
    { term: "Row", value: <Copyable text={row.id} what="row id" /> },
  ];
  const details = detailLines(row.detail);
  return (
    <div className="grid gap-3 p-5">
      <div className="pr-16">
        <h2 className="text-title tracking-[-0.015em]">
          {describeAction(row)} {row.target.name}
        </h2>
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
