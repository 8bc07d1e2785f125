import type { ClusterFreshness } from "#lib/http/answer";
import type { ClusterSums } from "#lib/summary/schemas";
import { FRESHNESS } from "../freshness/freshness-words.tsx";
import { Card } from "../ui/card.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { UseCell } from "./sums-cells.tsx";

export type ClusterSumsTableProps = {
  clusters: readonly ClusterSums[];
  freshness: readonly ClusterFreshness[];
  /** The figures are one team's, of which there is no capacity. */
  ofTeam: boolean;
};

/** Capacity and requests of each cluster. */
export function ClusterSumsTable({ clusters, freshness, ofTeam }: ClusterSumsTableProps) {
  const states = new Map(freshness.map((entry) => [entry.slug, entry]));
  return (
    <Card>
      <Table aria-label="Clusters">
        <thead>
          <tr>
            <Th className="w-full">Cluster</Th>
            <Th>Data</Th>
            <Th numeric>Nodes</Th>
            <Th numeric>Pods</Th>
            <Th>CPU requested</Th>
            <Th>Memory requested</Th>
            <Th>GPUs requested</Th>
          </tr>
        </thead>
        <tbody>
          {clusters.map((cluster) => (
            <ClusterLine key={cluster.key} cluster={cluster} freshness={states.get(cluster.cluster)} ofTeam={ofTeam} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

type ClusterLineProps = { cluster: ClusterSums; freshness: ClusterFreshness | undefined; ofTeam: boolean };

function ClusterLine({ cluster, freshness, ofTeam }: ClusterLineProps) {
  const { displayName, cpu, memory, gpu } = cluster;
  const state = FRESHNESS[freshness?.state ?? "starting"];
  const reasons = { reason: "Its pods are not known", wholeReason: ofTeam ? undefined : "capacity not known" };
  const noNodes = ofTeam ? "Its nodes are shared by all teams" : "Its nodes are not known here";
  return (
    <Tr>
      <Td className="font-medium">
        {displayName}
        <span className="block font-normal text-ink-3 text-small">{cluster.environment.name}</span>
      </Td>
      <Td className="whitespace-nowrap">
        <Status level={state.level} label={state.word} />
      </Td>
      <Td numeric>{cluster.nodes ?? <Dash reason={noNodes} />}</Td>
      <Td numeric>{cluster.pods?.toLocaleString("en-US") ?? <Dash reason={reasons.reason} />}</Td>
      <UseCell label={`CPU of ${displayName}`} unit="cores" used={cpu.requested} of={cpu.allocatable} {...reasons} />
      <UseCell
        label={`Memory of ${displayName}`}
        unit="bytes"
        used={memory.requested}
        of={memory.allocatable}
        {...reasons}
      />
      {gpu.allocatable === 0 && gpu.requested === 0 ? (
        <Td className="min-w-32">
          <Dash reason="It has no GPUs" />
        </Td>
      ) : (
        <UseCell label={`GPUs of ${displayName}`} unit="count" used={gpu.requested} of={gpu.allocatable} {...reasons} />
      )}
    </Tr>
  );
}
