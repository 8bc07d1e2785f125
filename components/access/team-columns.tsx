import type { TeamRow } from "#lib/teams/schemas";
import type { FilterFields } from "../data-table/match-filter.tsx";
import { RowLink } from "../data-table/row-link.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { Badge } from "../ui/badge.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";

export const TEAM_FILTER: FilterFields<TeamRow> = {
  fields: {
    owner: (row) => row.owners,
    ending: (row) => (row.endingGrants > 0 ? "yes" : "no"),
    members: (row) => row.members,
    grants: (row) => row.activeGrants,
  },
  text: (row) => `${row.name} ${row.slug} ${row.description}`,
};

export const TEAM_COLUMNS: DataColumn<TeamRow>[] = [
  {
    id: "name",
    header: "Team",
    fixed: true,
    sort: (row) => row.name,
    cell: (row) => (
      <span className="block truncate">
        <RowLink href={`/access/teams/${row.slug}`}>{row.name}</RowLink>
        {row.myRole && (
          <span className="ml-2">
            <Badge tone="accent">you: {row.myRole}</Badge>
          </span>
        )}
        <span className="ml-2 text-ink-3">{row.description}</span>
      </span>
    ),
  },
  {
    id: "owners",
    header: "Owners",
    width: "220px",
    from: "md",
    sort: (row) => row.owners.join(),
    cell: (row) => (row.owners.length === 0 ? <span className="text-degraded">nobody</span> : row.owners.join(", ")),
  },
  {
    id: "members",
    header: "Members",
    numeric: true,
    width: "88px",
    descendingFirst: true,
    sort: (row) => row.members,
    cell: (row) => row.members,
  },
  {
    id: "grants",
    header: "Grants",
    numeric: true,
    width: "132px",
    descendingFirst: true,
    sort: (row) => row.activeGrants,
    cell: (row) => (
      <>
        {row.endingGrants > 0 && <Badge tone="degraded">{row.endingGrants} ending</Badge>} {row.activeGrants}
      </>
    ),
  },
  {
    id: "cost",
    header: "Cost centre",
    width: "112px",
    from: "lg",
    sort: (row) => row.costCentre,
    cell: (row) => row.costCentre ?? <Dash reason="No cost centre was given" />,
  },
  {
    id: "age",
    header: "Created",
    numeric: true,
    width: "88px",
    hidden: true,
    sort: (row) => -row.createdAt,
    cell: (row) => <RelativeTime at={row.createdAt / 1000} className="text-ink-3" />,
  },
];

/** The row on a phone. */
export function CompactTeam({ row }: { row: TeamRow }) {
  return (
    <span className="grid grid-cols-1 gap-0.5">
      <RowLink href={`/access/teams/${row.slug}`}>{row.name}</RowLink>
      <span className="nums text-ink-3">
        {row.members} members · {row.activeGrants} grants{row.endingGrants > 0 && ` · ${row.endingGrants} ending`}
      </span>
    </span>
  );
}
