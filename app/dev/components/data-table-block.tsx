"use client";

import { useState } from "react";
import { DataTable } from "#components/data-table/data-table";
import { RowLink } from "#components/data-table/row-link";
import type { DataColumn } from "#components/data-table/types";
import { Status } from "#components/ui/status";
import { Block } from "./block.tsx";

const LEVELS = ["healthy", "healthy", "healthy", "healthy", "degraded", "failing", "progressing", "unknown"] as const;
const SPACES = ["pay-checkout", "pay-ledger", "web-shop", "search"];

type Pod = { id: string; name: string; namespace: string; level: (typeof LEVELS)[number]; restarts: number };

const PODS: Pod[] = Array.from({ length: 10_000 }, (_, index) => ({
  id: `pod-${index}`,
  name: `checkout-${(index * 7919).toString(36)}-${index}`,
  namespace: SPACES[index % SPACES.length] ?? "",
  level: LEVELS[index % LEVELS.length] ?? "healthy",
  restarts: (index * 31) % 17,
}));

const COLUMNS: DataColumn<Pod>[] = [
  {
    id: "status",
    header: "Verdict",
    width: "124px",
    sort: (pod) => LEVELS.indexOf(pod.level),
    cell: (pod) => <Status level={pod.level} />,
  },
  {
    id: "name",
    header: "Pod",
    fixed: true,
    sort: (pod) => pod.name,
    cell: (pod) => <RowLink href={`#${pod.id}`}>{pod.name}</RowLink>,
  },
  {
    id: "namespace",
    header: "Namespace",
    width: "160px",
    from: "md",
    sort: (pod) => pod.namespace,
    cell: (pod) => pod.namespace,
  },
  {
    id: "restarts",
    header: "Restarts",
    numeric: true,
    width: "90px",
    descendingFirst: true,
    sort: (pod) => pod.restarts,
    cell: (pod) => pod.restarts,
  },
];

const FILTER = {
  fields: {
    status: (pod: Pod) => pod.level,
    namespace: (pod: Pod) => pod.namespace,
    restarts: (pod: Pod) => pod.restarts,
  },
  text: (pod: Pod) => pod.name,
};

export function DataTableBlock() {
  const [openKey, setOpenKey] = useState<string>();
  return (
    <Block title="Data table, 10,000 rows">
      <div className="w-full">
        <DataTable
          label="Pods"
          rows={PODS}
          columns={COLUMNS}
          rowKey={(pod) => pod.id}
          filter={FILTER}
          quickFilters={[{ label: "Needs attention", filter: "status:failing,degraded" }]}
          defaultSort="name"
          onOpen={(pod) => setOpenKey(pod.id)}
          openKey={openKey}
          copyText={(pod) => pod.name}
          compact={(pod) => (
            <div className="flex justify-between">
              <span>{pod.name}</span>
              <Status level={pod.level} />
            </div>
          )}
          empty="Nothing"
        />
      </div>
    </Block>
  );
}
