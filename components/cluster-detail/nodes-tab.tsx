"use client";

import { HardDrive } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import type { NodeDetail } from "#lib/clusters/schemas";
import { DataTable } from "../data-table/data-table.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { CompactNode, NODE_FILTER, nodeColumns } from "./node-columns.tsx";
import { NodeView } from "./node-view.tsx";

const QUICK = [
  { label: "Needs attention", filter: "status:failing,degraded" },
  { label: "Cordoned", filter: "cordoned:yes" },
];

export type NodesTabProps = {
  nodes: readonly NodeDetail[];
  /** The credential may not list nodes. */
  narrow: boolean;
  stale: boolean;
};

/** The nodes, worst first; one opens beside the list. */
export function NodesTab({ nodes, narrow, stale }: NodesTabProps) {
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
          <EmptyState icon={<HardDrive />} title={narrow ? "Nodes are not known." : "No node has been listed."}>
            {narrow
              ? "The cluster's credential may read single namespaces only. One that may list nodes shows them here."
              : "The cluster has not answered yet: see Connection."}
          </EmptyState>
        }
      />
      <Drawer open={current !== undefined} onOpenChange={() => void setName(null)} title={current?.name ?? "Node"}>
        {current && <NodeView node={current} />}
      </Drawer>
    </>
  );
}
