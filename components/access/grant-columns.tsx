import Link from "next/link";
import type { GrantRow } from "#lib/grants/schemas";
import type { FilterFields } from "../data-table/match-filter.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { Badge, type BadgeTone } from "../ui/badge.tsx";
import { GrantActions } from "./grant-actions.tsx";
import { GrantEnd } from "./grant-end.tsx";
import { NamespaceList } from "./namespace-list.tsx";

export const GRANT_FILTER: FilterFields<GrantRow> = {
  fields: {
    state: (row) => (row.endsSoon ? [row.state, "ending"] : [row.state]),
    who: (row) => row.subject.slug,
    role: (row) => row.role,
    target: (row) => row.target.slug,
    namespace: (row) => row.namespaces,
    source: (row) => row.source,
  },
  text: (row) => `${row.subject.name} ${row.target.name} ${row.reason} ${row.namespaces.join(" ")}`,
};

export const GRANT_QUICK = [
  { label: "In force", filter: "state:active" },
  { label: "Ending soon", filter: "state:ending" },
  { label: "Expired", filter: "state:expired" },
  { label: "Revoked", filter: "state:revoked" },
];

const TONE: Record<GrantRow["state"], BadgeTone> = {
  active: "healthy",
  future: "progressing",
  expired: "neutral",
  revoked: "neutral",
};
const KIND = { cluster: "cluster", "cluster-group": "group", environment: "environment" } as const;
const ORDER = { active: 0, future: 1, expired: 2, revoked: 3 } as const;

/** The columns of a list of grants; `manage` adds what can be done with each. */
export function grantColumns(manage: boolean): DataColumn<GrantRow>[] {
  const columns: DataColumn<GrantRow>[] = [
    {
      id: "who",
      header: "Who",
      fixed: true,
      sort: (row) => row.subject.name,
      cell: (row) => <Subject row={row} />,
    },
    { id: "role", header: "Role", width: "96px", sort: (row) => row.role, cell: (row) => row.role },
    {
      id: "namespaces",
      header: "Namespaces",
      width: "200px",
      sort: (row) => row.namespaces.join(),
      cell: (row) => <NamespaceList names={row.namespaces} />,
    },
    {
      id: "target",
      header: "Where",
      width: "184px",
      from: "md",
      sort: (row) => row.target.name,
      cell: (row) => <Target row={row} />,
    },
    {
      id: "state",
      header: "State",
      width: "88px",
      sort: (row) => ORDER[row.state],
      cell: (row) => (
        <Badge tone={row.endsSoon ? "degraded" : TONE[row.state]}>{row.endsSoon ? "ending" : row.state}</Badge>
      ),
    },
    {
      id: "ends",
      header: "Ends",
      width: "128px",
      from: "md",
      sort: (row) => row.expiresAt,
      cell: (row) => <GrantEnd row={row} />,
    },
    {
      id: "reason",
      header: "Reason",
      width: "200px",
      from: "xl",
      sort: (row) => row.reason,
      cell: (row) => (
        <span
          className="block truncate text-ink-2"
          title={row.createdBy ? `${row.reason}, by ${row.createdBy}` : row.reason}
        >
          {row.reason}
        </span>
      ),
    },
  ];
  if (manage) columns.push({ id: "actions", header: "", width: "44px", cell: (row) => <GrantActions row={row} /> });
  return columns;
}

function Subject({ row }: { row: GrantRow }) {
  if (row.subject.kind === "user") {
    return (
      <span className="truncate">
        <span className="font-medium">{row.subject.name}</span> <Badge>person</Badge>
      </span>
    );
  }
  return (
    <Link
      href={`/access/teams/${row.subject.slug}`}
      prefetch={false}
      data-row-link
      className="truncate rounded-sm font-medium text-ink hover:underline"
    >
      {row.subject.name}
    </Link>
  );
}

function Target({ row }: { row: GrantRow }) {
  return (
    <span className="block truncate" title={`${KIND[row.target.kind]} ${row.target.name}`}>
      <span className="text-ink-3">{KIND[row.target.kind]}</span> {row.target.name}
    </span>
  );
}

/** The row on a phone. */
export function CompactGrant({ row, manage }: { row: GrantRow; manage: boolean }) {
  return (
    <span className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
      <span className="grid grid-cols-1 gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2">
          <Subject row={row} />
          <span className="text-ink-2">{row.role}</span>
          <Badge tone={row.endsSoon ? "degraded" : TONE[row.state]}>{row.endsSoon ? "ending" : row.state}</Badge>
        </span>
        <span className="flex flex-wrap items-center gap-x-2 text-ink-2">
          <NamespaceList names={row.namespaces} />
          <Target row={row} />
        </span>
      </span>
      {manage && <GrantActions row={row} />}
    </span>
  );
}
