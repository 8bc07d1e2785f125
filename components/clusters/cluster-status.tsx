"use client";

import { verdictLabel } from "#lib/clusters/format";
import type { ClusterRow } from "#lib/clusters/schemas";
import { useNow } from "../ui/now.tsx";
import { Status } from "../ui/status.tsx";

/** A cluster's verdict; for a silent one with how long it has been silent. */
export function ClusterStatus({ row }: { row: Pick<ClusterRow, "verdict"> }) {
  return <Status level={row.verdict.level} label={verdictLabel(row, useNow())} />;
}
