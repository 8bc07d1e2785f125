"use client";

import { useQuery } from "@tanstack/react-query";
import { ACTION_GROUPS, PERIODS, type PeriodId } from "#lib/audit/format";
import { clustersQuery } from "#lib/clusters/queries";
import { teamsQuery } from "#lib/teams/queries";
import { usersQuery } from "#lib/users/queries";
import { useViewer } from "../layout/viewer-context.tsx";
import { Select, type SelectOption } from "../ui/select.tsx";

export type AuditFilters = {
  who: string;
  action: string;
  in: string;
  of: string;
  result: "" | "succeeded" | "denied" | "failed" | "allowed";
  period: PeriodId;
};

const RESULTS: SelectOption[] = [
  { value: "", label: "Any result" },
  { value: "succeeded", label: "Succeeded" },
  { value: "denied", label: "Denied" },
  { value: "failed", label: "Failed" },
  { value: "allowed", label: "Not finished" },
];

export type AuditFiltersProps = { filters: AuditFilters; onChange: (change: Partial<AuditFilters>) => void };

/** Who, what, where, when. */
export function AuditFilterBar({ filters, onChange }: AuditFiltersProps) {
  const { portalRole } = useViewer();
  const platform = portalRole === "platform";
  const users = useQuery({ ...usersQuery, enabled: platform });
  const teams = useQuery(teamsQuery);
  const { queryKey, queryFn } = clustersQuery();
  const clusters = useQuery({ queryKey, queryFn });
  const people = users.data?.items.map((user) => ({ value: user.id, label: user.displayName })) ?? [];
  const teamOptions = teams.data?.items.map((team) => ({ value: team.slug, label: team.name })) ?? [];
  const places = clusters.data?.items.map((row) => ({ value: row.slug, label: row.displayName })) ?? [];
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      {platform && (
        <Choice
          label="Person"
          none="Anybody"
          value={filters.who}
          options={people}
          onChange={(who) => onChange({ who })}
        />
      )}
      <Choice
        label="Action"
        none="Any action"
        value={filters.action}
        options={ACTION_GROUPS}
        onChange={(action) => onChange({ action })}
      />
      <Choice
        label="Cluster"
        none="Any cluster"
        value={filters.in}
        options={places}
        onChange={(slug) => onChange({ in: slug })}
      />
      <Choice
        label="Team"
        none="Any team"
        value={filters.of}
        options={teamOptions}
        onChange={(of) => onChange({ of })}
      />
      <Select
        aria-label="Result"
        className="sm:w-36"
        value={filters.result}
        onValueChange={(result) => onChange({ result: result as AuditFilters["result"] })}
        options={RESULTS}
      />
      <Select
        aria-label="Period"
        className="sm:w-40"
        value={filters.period}
        onValueChange={(period) => onChange({ period: period as PeriodId })}
        options={PERIODS.map((period) => ({ value: period.id, label: period.label }))}
      />
    </div>
  );
}

type ChoiceProps = {
  label: string;
  none: string;
  value: string;
  options: readonly SelectOption[];
  onChange: (value: string) => void;
};

function Choice({ label, none, value, options, onChange }: ChoiceProps) {
  const known = value === "" || options.some((option) => option.value === value);
  const all = [{ value: "", label: none }, ...options, ...(known ? [] : [{ value, label: value }])];
  return <Select aria-label={label} className="sm:w-40" value={value} onValueChange={onChange} options={all} />;
}
