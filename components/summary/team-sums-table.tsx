import type { ReactNode } from "react";
import { counted } from "#lib/summary/format";
import type { Summary } from "#lib/summary/schemas";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { RESOURCES } from "./resources.ts";
import { NoSums, SumsCell } from "./sums-cell.tsx";
import { quotaLine, requestedLine, usedLine } from "./sums-lines.ts";

export type TeamSumsTableProps = { teams: Summary["teams"]; total: Summary["total"] };

/** What each team requests and uses, and how much of its quotas is requested; the last line is the sum. */
export function TeamSumsTable({ teams, total }: TeamSumsTableProps) {
  if (teams.length === 0) {
    return (
      <Card>
        <EmptyState title="No team has a namespace yet." />
      </Card>
    );
  }
  return (
    <Card>
      <Table aria-label="Teams" className="max-sm:block">
        <thead className="max-sm:sr-only">
          <tr>
            <Th>Team</Th>
            {RESOURCES.map(({ key, name }) => (
              <Th key={key}>{name}</Th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {teams.map((team) => (
            <Tr key={team.key} className="max-sm:grid">
              <TeamCell name={team.name}>
                {counted(team.namespaces, "namespace")} in {counted(team.clusters, "cluster")}
                <br />
                {counted(team.pods, "pod")}
              </TeamCell>
              <ResourceCells name={team.name} sums={team} />
            </Tr>
          ))}
          <Tr className="bg-sunken max-sm:grid">
            <TeamCell name="All together">
              {counted(total.namespaces, "namespace")}
              <br />
              {counted(total.pods, "pod")}
            </TeamCell>
            <ResourceCells name="all teams" sums={total} />
          </Tr>
        </tbody>
      </Table>
    </Card>
  );
}

function TeamCell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Td className="font-medium">
      {name}
      <span className="nums block whitespace-nowrap font-normal text-ink-3 text-small">{children}</span>
    </Td>
  );
}

type TeamSums = Pick<Summary["total"], "cpu" | "memory" | "gpu" | "measuredPods" | "quotasKnown">;

function ResourceCells({ name: of, sums }: { name: string; sums: TeamSums }) {
  return RESOURCES.map(({ key, name, unit, measurable }) =>
    key === "gpu" && sums.gpu.requested === 0 && sums.gpu.quota === undefined && sums.quotasKnown ? (
      <NoSums key={key} name={name} reason="It requests no GPUs" />
    ) : (
      <SumsCell
        key={key}
        name={name}
        label={`${name} of ${of}`}
        lines={[
          // Capacity is shared by all teams.
          requestedLine(unit, { requested: sums[key].requested }, "Not known"),
          ...(measurable ? [usedLine(unit, sums[key], { ...sums, reason: "not measured in its clusters" })] : []),
          quotaLine(unit, sums[key], sums.quotasKnown),
        ]}
      />
    ),
  );
}
