import type { AppRow, Home } from "#lib/apps/schemas";
import { levelRank, workloadPath } from "#lib/workloads/format";
import type { FilterFields } from "../data-table/match-filter.tsx";
import { RowLink } from "../data-table/row-link.tsx";
import type { DataColumn } from "../data-table/types.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";
import { Restarts } from "../workloads/restarts.tsx";
import { VersionCell } from "./versions.tsx";

type Environments = Home["environments"];
export type OpenApp = (row: AppRow) => void;

/** The columns of the application list; one for each environment of the answer. */
export function appColumns(environments: Environments, onOpen: OpenApp): DataColumn<AppRow>[] {
  return [
    {
      id: "verdict",
      header: "Verdict",
      width: "146px",
      sort: (row) => levelRank(row.verdict.level),
      cell: (row) => <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} />,
    },
    {
      id: "app",
      header: "App",
      fixed: true,
      sort: (row) => row.name,
      cell: (row) => <AppName row={row} onOpen={onOpen} />,
    },
    ...environments.map(
      (environment): DataColumn<AppRow> => ({
        id: `env-${environment.slug}`,
        header: environment.name,
        width: "86px",
        from: "md",
        cell: (row) => (
          <VersionCell
            versions={row.versions.find((entry) => entry.environment === environment.slug)}
            environmentName={environment.name}
          />
        ),
      }),
    ),
    {
      id: "pods",
      header: "Pods",
      numeric: true,
      width: "68px",
      hidden: true,
      descendingFirst: true,
      sort: (row) => row.pods,
      cell: (row) => row.pods,
    },
    {
      id: "restarts",
      header: "Restarts",
      numeric: true,
      width: "108px",
      from: "lg",
      descendingFirst: true,
      sort: (row) => row.restarts,
      cell: (row) => <Restarts restarts={row.restarts} restartHours={row.restartHours} level={row.verdict.level} />,
    },
    {
      id: "since",
      header: "Since",
      numeric: true,
      width: "72px",
      descendingFirst: true,
      sort: (row) => row.verdict.since,
      cell: (row) => (
        <RelativeTime at={row.verdict.since} reason="The cluster does not say since when" className="text-ink-3" />
      ),
    },
    {
      id: "change",
      header: "Changed",
      numeric: true,
      width: "84px",
      hidden: true,
      descendingFirst: true,
      sort: (row) => row.lastChangeAt,
      cell: (row) => <RelativeTime at={row.lastChangeAt} className="text-ink-3" />,
    },
  ];
}

export const appFilter: FilterFields<AppRow> = {
  fields: {
    status: (row) => row.verdict.level,
    cluster: (row) => row.workloads.map((workload) => workload.cluster),
    namespace: (row) => row.workloads.map((workload) => workload.namespace),
    environment: (row) => row.workloads.map((workload) => workload.environment),
    version: (row) => row.workloads.flatMap((workload) => workload.version ?? []),
    cause: (row) => row.verdict.cause,
    restarts: (row) => row.restarts,
  },
  text: (row) => `${row.name} ${row.verdict.sentence}`,
};

/** Beside the name: a column of its own takes the sentence's room. Where the aside leaves little, it is left out. */
const LAST_CHANGE = "text-ink-3 text-small lg:max-[90rem]:hidden";

function AppName({ row, onOpen }: { row: AppRow; onOpen: OpenApp }) {
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <RowLink href={workloadPath(row.worst)} onOpen={() => onOpen(row)}>
          {row.name}
        </RowLink>
        <RelativeTime at={row.lastChangeAt} prefix="changed" suffix="ago" className={LAST_CHANGE} />
      </div>
      <Sentence short text={row.verdict.sentence} className="line-clamp-4 text-[12.5px] text-ink-2 leading-[18px]" />
    </div>
  );
}

/** An application for phones: its verdict with the reason, and what runs since when. */
export function CompactApp({ row, onOpen }: { row: AppRow; onOpen: OpenApp }) {
  return (
    <div className="grid grid-cols-1 gap-0.5">
      <div className="flex items-baseline justify-between gap-3">
        <RowLink href={workloadPath(row.worst)} onOpen={() => onOpen(row)} className="truncate">
          {row.name}
        </RowLink>
        <Status level={row.verdict.level} label={row.verdict.label} stale={row.stale} className="shrink-0" />
      </div>
      <Sentence short text={row.verdict.sentence} className="line-clamp-2 text-[12.5px] text-ink-2 leading-[18px]" />
      <p className="flex gap-1.5 text-ink-3 text-small">
        {row.versions.length > 0 && (
          <>
            <span className="truncate">{versionsText(row.versions)}</span>
            <span aria-hidden>·</span>
          </>
        )}
        <RelativeTime at={row.lastChangeAt} prefix="changed" suffix="ago" className="shrink-0" />
      </p>
    </div>
  );
}

/** "2.14.0" when all environments run the same, else "Staging 2.15.0, Production 2.14.0". */
function versionsText(versions: AppRow["versions"]): string {
  const runs = versions.map((entry) => entry.versions.join(" / "));
  if (new Set(runs).size === 1) return runs[0] ?? "";
  return versions.map(({ name }, index) => `${name} ${runs[index]}`).join(", ");
}
