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
};

/** Capacity and requests of each cluster. */
export function ClusterSumsTable({ clusters, freshness }: ClusterSumsTableProps) {
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
            <ClusterLine key={cluster.key} cluster={cluster} freshness={states.get(cluster.cluster)} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function ClusterLine({ cluster, freshness }: { cluster: ClusterSums; freshness: ClusterFreshness | undefined }) {
  const unknown = "Nobody knows the capacity of this cluster";
  const state = FRESHNESS[freshness?.state ?? "starting"];
  return (
    <Tr>
      <Td className="font-medium">
        {cluster.displayName}
        <span className="block font-normal text-ink-3 text-small">{cluster.environment.name}</span>
      </Td>
      <Td className="whitespace-nowrap">
        <Status level={state.level} label={state.word} />
      </Td>
      <Td numeric>{cluster.nodes ?? <Dash reason={unknown} />}</Td>
      <Td numeric>{cluster.pods?.toLocaleString("en-US") ?? <Dash reason={unknown} />}</Td>
      <UseCell
        label={`CPU of ${cluster.displayName}`}
        unit="cores"
        used={cluster.cpu.requested}
        of={cluster.cpu.allocatable}
        reason={unknown}
      />
      <UseCell
        label={`Memory of ${cluster.displayName}`}
        unit="bytes"
        used={cluster.memory.requested}
        of={cluster.memory.allocatable}
        reason={unknown}
      />
      <UseCell
        label={`GPUs of ${cluster.displayName}`}
        unit="count"
        used={cluster.gpu.requested}
        of={cluster.gpu.allocatable}
        reason="It has no GPUs, or nobody knows them"
      />
    </Tr>
  );
}
