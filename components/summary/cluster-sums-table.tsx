import type { ClusterFreshness } from "#lib/http/answer";
import { counted } from "#lib/summary/format";
import type { ClusterSums } from "#lib/summary/schemas";
import { unmeasuredReason } from "#lib/workloads/format";
import { FRESHNESS } from "../freshness/freshness-words.tsx";
import { Card } from "../ui/card.tsx";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { RESOURCES } from "./resources.ts";
import { NoSums, SumsCell } from "./sums-cell.tsx";
import { requestedLine, usedLine } from "./sums-lines.ts";

export type ClusterSumsTableProps = {
  clusters: readonly ClusterSums[];
  freshness: readonly ClusterFreshness[];
  /** The figures are one team's, of which there is no capacity. */
  ofTeam: boolean;
};

/** What each cluster offers, and what is requested and used of it. */
export function ClusterSumsTable({ clusters, freshness, ofTeam }: ClusterSumsTableProps) {
  const states = new Map(freshness.map((entry) => [entry.slug, entry]));
  return (
    <Card>
      <Table aria-label="Clusters" className="max-sm:block">
        <thead className="max-sm:sr-only">
          <tr>
            <Th>Cluster</Th>
            {RESOURCES.map(({ key, name }) => (
              <Th key={key}>{name}</Th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
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
  const { displayName, environment, pods, nodes } = cluster;
  const state = FRESHNESS[freshness?.state ?? "starting"];
  return (
    <Tr className="max-sm:grid">
      <Td className="font-medium">
        <span className="flex flex-wrap justify-between gap-x-3">
          {displayName}
          <Status level={state.level} label={state.word} className="font-normal" />
        </span>
        <span className="nums block whitespace-nowrap font-normal text-ink-3 text-small">
          {environment.name}
          <br />
          {ofTeam ? null : nodes === undefined ? "Nodes not known" : counted(nodes, "node")}
          {ofTeam ? "" : " · "}
          {pods === undefined ? "pods not known" : counted(pods, "pod")}
        </span>
      </Td>
      {RESOURCES.map((resource) => (
        <ResourceCell key={resource.key} resource={resource} cluster={cluster} ofTeam={ofTeam} />
      ))}
    </Tr>
  );
}

type ResourceCellProps = { resource: (typeof RESOURCES)[number]; cluster: ClusterSums; ofTeam: boolean };

function ResourceCell({ resource: { key, name, unit, measurable }, cluster, ofTeam }: ResourceCellProps) {
  const { displayName, metrics, measuredPods } = cluster;
  const sums = cluster[key];
  const measuring = { measuredPods, reason: unmeasuredReason(metrics.state), stale: metrics.state === "stale" };
  if (key === "gpu" && sums.allocatable === 0 && sums.requested === 0) {
    return <NoSums name={name} reason="It has no GPUs" />;
  }
  return (
    <SumsCell
      name={name}
      label={`${name} of ${displayName}`}
      lines={[
        requestedLine(unit, sums, "Its pods are not known", ofTeam ? undefined : "capacity not known"),
        ...(measurable ? [usedLine(unit, sums, measuring)] : []),
      ]}
    />
  );
}
