import type { Summary } from "#lib/summary/schemas";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { AmountCell, quotaUse, UseCell } from "./sums-cells.tsx";

export type TeamSumsTableProps = { teams: Summary["teams"]; total: Summary["total"] };

/** What each team requests and how much of its quotas is requested; the last line is the sum. */
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
      <Table aria-label="Teams">
        <thead>
          <tr>
            <Th className="w-full">Team</Th>
            <Th numeric>Namespaces</Th>
            <Th numeric>Pods</Th>
            <Th numeric>CPU requested</Th>
            <Th>CPU quota requested</Th>
            <Th numeric>Memory requested</Th>
            <Th>Memory quota requested</Th>
            <Th numeric>GPUs requested</Th>
            <Th>GPU quota requested</Th>
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <Tr key={team.key}>
              <Td className="font-medium">
                {team.name}
                <span className="block font-normal text-ink-3 text-small">
                  {team.clusters} {team.clusters === 1 ? "cluster" : "clusters"}
                </span>
              </Td>
              <Td numeric>{team.namespaces.toLocaleString("en-US")}</Td>
              <Td numeric>{team.pods.toLocaleString("en-US")}</Td>
              <AmountCell unit="cores" value={team.cpu.requested} reason="Not known" />
              <UseCell {...quotaUse("cores", `CPU quota of ${team.name}`, team.cpu)} />
              <AmountCell unit="bytes" value={team.memory.requested} reason="Not known" />
              <UseCell {...quotaUse("bytes", `Memory quota of ${team.name}`, team.memory)} />
              <AmountCell unit="count" value={team.gpu.requested} reason="Not known" />
              <UseCell {...quotaUse("count", `GPU quota of ${team.name}`, team.gpu)} />
            </Tr>
          ))}
          <Tr className="bg-sunken font-medium">
            <Td>All together</Td>
            <Td numeric>{total.namespaces.toLocaleString("en-US")}</Td>
            <Td numeric>{total.pods.toLocaleString("en-US")}</Td>
            <AmountCell unit="cores" value={total.cpu.requested} reason="Not known" />
            <UseCell {...quotaUse("cores", "CPU quota of all", total.cpu)} />
            <AmountCell unit="bytes" value={total.memory.requested} reason="Not known" />
            <UseCell {...quotaUse("bytes", "Memory quota of all", total.memory)} />
            <AmountCell unit="count" value={total.gpu.requested} reason="Not known" />
            <UseCell {...quotaUse("count", "GPU quota of all", total.gpu)} />
          </Tr>
        </tbody>
      </Table>
    </Card>
  );
}
