"use client";

import { HardDrive } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import type { ClusterDetail, NodeDetail } from "#lib/clusters/schemas";
import { DataTable } from "../data-table/data-table.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { CompactNode, NODE_FILTER, nodeColumns } from "./node-columns.tsx";
import { NodeView } from "./node-view.tsx";

const QUICK = [
  { label: "Needs attention", filter: "status:failing,degraded" },
  { label: "Cordoned", filter: "cordoned:yes" },
];

const UNKNOWN = "Nodes are not known.";
const NONE = { title: "This cluster has no nodes.", why: undefined };

/** What no node means. */
const EMPTY: Readonly<Record<ClusterDetail["nodesState"], { title: string; why: string | undefined }>> = {
  live: NONE,
  stale: { ...NONE, why: "That is what it last said." },
  starting: { title: UNKNOWN, why: "The cluster has not listed them yet." },
  paused: { title: UNKNOWN, why: "The cluster is paused." },
  forbidden: { title: UNKNOWN, why: "The cluster's credential may not list nodes. One that may shows them here." },
  unsupported: { title: UNKNOWN, why: "The cluster does not serve them." },
};

export type NodesTabProps = {
  nodes: readonly NodeDetail[];
  /** Where their list stands. */
  state: ClusterDetail["nodesState"];
  stale: boolean;
};

/** The nodes, worst first; one opens beside the list. */
export function NodesTab({ nodes, state, stale }: NodesTabProps) {
  const [name, setName] = useQueryState("node", parseAsString);
  const open = useMemo(() => (node: NodeDetail) => void setName(node.name), [setName]);
  const columns = useMemo(() => nodeColumns(open), [open]);
  const current = nodes.find((node) => node.name === name);
  return (
    <>
      <DataTable<NodeDetail>
        label="Nodes"
        rows={nodes}
        columns={columns}
        rowKey={(node) => node.key}
        filter={NODE_FILTER}
        quickFilters={QUICK}
        defaultSort="verdict"
        onOpen={open}
        openKey={current?.key}
        isStale={() => stale}
        changeMark={(node) => node.verdict.label}
        compact={(node) => <CompactNode node={node} onOpen={open} />}
        copyText={(node) => node.name}
        urlPrefix="n"
        empty={
          <EmptyState icon={<HardDrive />} title={EMPTY[state].title}>
            {EMPTY[state].why}
          </EmptyState>
        }
      />
      <Drawer open={current !== undefined} onOpenChange={() => void setName(null)} title={current?.name ?? "Node"}>
        {current && <NodeView node={current} />}
      </Drawer>
    </>
  );
}
