"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ACTIONS, OUTCOMES } from "#lib/audit/format";
import type { AuditRow } from "#lib/audit/schemas";
import { clustersQuery } from "#lib/clusters/queries";
import { teamsQuery } from "#lib/teams/queries";
import { usersQuery } from "#lib/users/queries";
import type { FilterFields } from "../data-table/match-filter.tsx";
import { useViewer } from "../layout/viewer-context.tsx";

/** The order of the keys is the one in which the box offers them; the server reads them. */
const FIELDS: FilterFields<AuditRow>["fields"] = {
  who: (row) => row.actorName,
  action: (row) => row.action,
  outcome: (row) => row.result,
  target: (row) => row.target.name,
  cluster: (row) => row.clusterSlug,
  namespace: (row) => row.namespace,
  team: (row) => row.teamSlug,
  request: (row) => row.requestId,
};

/** What the filter box offers: all people, clusters and teams that the viewer may see, besides what the rows name. */
export function useAuditFilter(rows: readonly AuditRow[]): FilterFields<AuditRow> {
  const platform = useViewer().portalRole === "platform";
  const users = useQuery({ ...usersQuery, enabled: platform }).data?.items;
  const teams = useQuery(teamsQuery).data?.items;
  const { queryKey, queryFn } = clustersQuery();
  const clusters = useQuery({ queryKey, queryFn }).data?.items;
  return useMemo(() => {
    const seen = (read: (row: AuditRow) => string | undefined, besides: readonly string[] = []) => [
      ...new Set([...besides, ...rows.flatMap((row) => read(row) ?? [])]),
    ];
    const values = {
      who: users?.map((user) => user.email) ?? seen((row) => row.actorName),
      action: ACTIONS,
      outcome: OUTCOMES,
      target: seen((row) => row.target.name),
      cluster: seen(
        (row) => row.clusterSlug,
        clusters?.map((cluster) => cluster.slug),
      ),
      namespace: seen((row) => row.namespace),
      team: seen(
        (row) => row.teamSlug,
        teams?.map((team) => team.slug),
      ),
      request: [],
    };
    return { fields: FIELDS, text: () => "", values };
  }, [rows, users, teams, clusters]);
}
