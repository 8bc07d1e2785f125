import type { NodeDetail } from "#lib/clusters/schemas";
import { levelRank } from "#lib/workloads/format";
import { ShareBar } from "../clusters/share-bar.tsx";
import type { FilterFields } from "../data-table/match-filter.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Status } from "../ui/status.tsx";

export const NODE_FILTER: FilterFields<NodeDetail> = {
  fields: {
    status: (node) => node.verdict.level,
    role: (node) => (node.roles.length === 0 ? ["worker"] : node.roles),
    version: (node) => node.version,
    zone: (node) => node.zone,
    type: (node) => node.instanceType,
    arch: (node) => node.architecture,
    cordoned: (node) => (node.cordoned ? "yes" : "no"),
  },
  text: (node) => `${node.name} ${node.verdict.label} ${node.osImage ?? ""}`,
};

const UNKNOWN = "The node does not say";

/** The nodes of a cluster; the name opens one beside the list. */
export function nodeColumns(onOpen: (node: NodeDetail) => void): DataColumn<NodeDetail>[] {
  return [
    {
      id: "verdict",
      header: "State",
      width: "136px",
      sort: (node) => levelRank(node.verdict.level),
      cell: (node) => <Status level={node.verdict.level} label={node.verdict.label} />,
    },
    {
      id: "name",
      header: "Node",
      fixed: true,
      sort: (node) => node.name,
      cell: (node) => <NodeName node={node} onOpen={onOpen} />,
    },
    { id: "roles", header: "Roles", width: "112px", from: "lg", cell: (node) => rolesOf(node) },
    {
      id: "version",
      header: "Kubelet",
      width: "88px",
      from: "md",
      sort: (node) => node.version,
      cell: (node) => <span className="mono">{node.version ?? <Dash reason={UNKNOWN} />}</span>,
    },
    share("cpu", "CPU"),
    share("memory", "Memory"),
    {
      id: "pods",
      header: "Pods",
      numeric: true,
      width: "84px",
      descendingFirst: true,
      sort: (node) => node.pods,
      cell: (node) => <Pods node={node} />,
    },
    {
      id: "gpu",
      header: "GPUs",
      numeric: true,
      width: "72px",
      hidden: true,
      sort: (node) => node.gpu.allocatable,
      cell: (node) =>
        node.gpu.allocatable ? `${node.gpu.requested ?? "–"} / ${node.gpu.allocatable}` : <Dash reason="No GPUs" />,
    },
    text("zone", "Zone", (node) => node.zone),
    text("type", "Type", (node) => node.instanceType),
    {
      id: "age",
      header: "Age",
      numeric: true,
      width: "72px",
      from: "md",
      sort: (node) => -node.createdAt,
      cell: (node) => <RelativeTime at={node.createdAt} className="text-ink-3" />,
    },
  ];
}

function share(id: "cpu" | "memory", header: string): DataColumn<NodeDetail> {
  return {
    id,
    header,
    width: "132px",
    from: "lg",
    descendingFirst: true,
    sort: (node) => (node[id].allocatable ? (node[id].requested ?? 0) / node[id].allocatable : undefined),
    cell: (node) => (
      <ShareBar label={`${header} requested`} capacity={node[id]} reason="The pods have not been listed yet" />
    ),
  };
}

function text(id: string, header: string, read: (node: NodeDetail) => string | undefined): DataColumn<NodeDetail> {
  return {
    id,
    header,
    width: "112px",
    hidden: true,
    sort: read,
    cell: (node) => read(node) ?? <Dash reason={UNKNOWN} />,
  };
}

function NodeName({ node, onOpen }: { node: NodeDetail; onOpen: (node: NodeDetail) => void }) {
  return (
    <button
      type="button"
      data-row-link
      onClick={() => onOpen(node)}
      className="mono max-w-full truncate rounded-sm text-left text-ink hover:underline"
    >
      {node.name}
    </button>
  );
}

function Pods({ node }: { node: NodeDetail }) {
  if (node.pods === undefined) return <Dash reason="The pods have not been listed yet" />;
  return (
    <>
      {node.pods}
      <span className="text-ink-3"> / {node.podsAllocatable ?? "–"}</span>
    </>
  );
}

export function rolesOf(node: Pick<NodeDetail, "roles">): string {
  return node.roles.length === 0 ? "worker" : node.roles.join(", ");
}

/** The row on a phone. */
export function CompactNode({ node, onOpen }: { node: NodeDetail; onOpen: (node: NodeDetail) => void }) {
  return (
    <span className="grid grid-cols-1 gap-0.5">
      <NodeName node={node} onOpen={onOpen} />
      <span className="flex justify-between gap-2">
        <Status level={node.verdict.level} label={node.verdict.label} />
        <span className="nums text-ink-3">{node.pods ?? "–"} pods</span>
      </span>
    </span>
  );
}
