import type { UserRow } from "#lib/users/schemas";
import type { FilterFields } from "../data-table/match-filter.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { Badge } from "../ui/badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { UserActions } from "./user-actions.tsx";

export const USER_FILTER: FilterFields<UserRow> = {
  fields: {
    role: (row) => row.portalRole,
    team: (row) => row.teams.map((team) => team.slug),
    status: (row) => row.status,
    signin: (row) => row.issuers,
  },
  text: (row) => `${row.displayName} ${row.email}`,
};

export const USER_QUICK = [
  { label: "Platform engineers", filter: "role:platform" },
  { label: "Managers", filter: "role:manager" },
  { label: "Suspended", filter: "status:suspended" },
];

export const PORTAL_ROLE = { member: "Member", manager: "Manager", platform: "Platform engineer" } as const;

export const USER_COLUMNS: DataColumn<UserRow>[] = [
  {
    id: "name",
    header: "Person",
    fixed: true,
    sort: (row) => row.displayName,
    cell: (row) => <Person row={row} />,
  },
  {
    id: "role",
    header: "In the portal",
    width: "148px",
    sort: (row) => row.portalRole,
    cell: (row) => PORTAL_ROLE[row.portalRole],
  },
  {
    id: "teams",
    header: "Teams",
    width: "240px",
    from: "md",
    sort: (row) => row.teams.map((team) => team.name).join(),
    cell: (row) => <Teams row={row} />,
  },
  {
    id: "signin",
    header: "Signs in with",
    width: "136px",
    from: "xl",
    sort: (row) => row.issuers.join(),
    cell: (row) =>
      row.issuers.map((issuer) => (issuer === "local" ? "a password" : issuer)).join(", ") || "nothing yet",
  },
  {
    id: "sessions",
    header: "Sessions",
    numeric: true,
    width: "84px",
    from: "lg",
    descendingFirst: true,
    sort: (row) => row.sessions,
    cell: (row) => row.sessions,
  },
  {
    id: "seen",
    header: "Seen",
    numeric: true,
    width: "96px",
    from: "md",
    descendingFirst: true,
    sort: (row) => row.lastSeenAt,
    cell: (row) => (
      <RelativeTime
        at={row.lastSeenAt === undefined ? undefined : row.lastSeenAt / 1000}
        reason="Never signed in"
        className="text-ink-3"
      />
    ),
  },
  { id: "actions", header: "", width: "44px", cell: (row) => <UserActions row={row} /> },
];

function Person({ row }: { row: UserRow }) {
  return (
    <span className="block truncate">
      <span className="font-medium">{row.displayName}</span> {row.self && <Badge tone="accent">you</Badge>}{" "}
      {row.status === "suspended" && <Badge tone="degraded">suspended</Badge>}
      <span className="ml-2 text-ink-3">{row.email}</span>
    </span>
  );
}

function Teams({ row }: { row: UserRow }) {
  if (row.teams.length === 0) return <span className="text-ink-3">none</span>;
  return (
    <span className="block truncate" title={row.teams.map((team) => `${team.name}: ${team.role}`).join(", ")}>
      {row.teams.map((team) => (team.role === "member" ? team.name : `${team.name} (${team.role})`)).join(", ")}
    </span>
  );
}

/** The row on a phone. */
export function CompactUser({ row }: { row: UserRow }) {
  return (
    <span className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
      <span className="grid min-w-0 gap-0.5">
        <Person row={row} />
        <span className="truncate text-ink-2">
          {PORTAL_ROLE[row.portalRole]} · {row.teams.map((team) => team.name).join(", ") || "no team"}
        </span>
      </span>
      <UserActions row={row} />
    </span>
  );
}
