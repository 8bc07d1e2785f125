import Link from "next/link";
import type { Relation } from "#lib/workloads/schemas";
import { Card } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

export type RelationListProps = { label: string; relations: readonly Relation[]; stale?: boolean };

const UNWELL = new Set(["failing", "degraded", "progressing"]);

/** Things beside the workload: services, ingresses, autoscalers, claims, owners. */
export function RelationList({ label, relations, stale }: RelationListProps) {
  return (
    <Card>
      <Table aria-label={label}>
        <thead>
          <tr>
            <Th>Kind</Th>
            <Th>Name</Th>
            <Th className="w-full">Facts</Th>
            <Th>State</Th>
          </tr>
        </thead>
        <tbody>
          {relations.map((relation) => (
            <Tr key={`${relation.kind}/${relation.name}/${relation.relation}`}>
              <Td className="whitespace-nowrap">
                {relation.kind}
                <span className="block text-ink-3 text-small">{relation.relation}</span>
              </Td>
              <Td>
                <RelationName relation={relation} />
              </Td>
              <Td className="text-ink-2">
                {relation.facts.join(" · ")}
                {relation.verdict && UNWELL.has(relation.verdict.level) && (
                  <Sentence text={relation.verdict.sentence} className="block text-ink" />
                )}
              </Td>
              <Td>
                {relation.verdict && (
                  <span title={relation.verdict.sentence}>
                    <Status level={relation.verdict.level} label={relation.verdict.label} stale={stale} />
                  </span>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** The name leads to what it names, where that has a page. */
function RelationName({ relation: { name, href } }: { relation: Relation }) {
  if (href === undefined) return <Copyable text={name} what="name" />;
  return (
    <Link href={href} prefetch={false} className="mono rounded-sm font-medium hover:underline sm:whitespace-nowrap">
      {name}
    </Link>
  );
}
