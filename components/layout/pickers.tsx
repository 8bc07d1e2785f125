"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { clustersQuery } from "#lib/clusters/queries";
import { useLiveQuery } from "../live/use-live.tsx";
import { DropdownMenu, MenuLabel, MenuRadio, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { useScope } from "./use-scope.tsx";
import type { Viewer } from "./viewer.tsx";

const ALL = "";

/** Narrows every list to one team. */
export function TeamPicker({ viewer }: { viewer: Viewer }) {
  const [scope, setScope] = useScope();
  if (viewer.teams.length === 0) return null;
  const current = viewer.teams.find((team) => team.slug === scope.team);
  return (
    <DropdownMenu trigger={<PickerButton name="Team" value={current?.name ?? scope.team ?? "All teams"} />}>
      <MenuRadio
        value={scope.team ?? ALL}
        onValueChange={(team) => setScope({ team: team || null })}
        options={[
          { value: ALL, label: "All teams" },
          ...viewer.teams.map((team) => ({ value: team.slug, label: team.name })),
        ]}
      />
    </DropdownMenu>
  );
}

/** Narrows every list to one environment or one cluster. */
export function ScopePicker() {
  const [scope, setScope] = useScope();
  const { data } = useLiveQuery(clustersQuery());
  const clusters = data?.items ?? [];
  const environments = new Map(clusters.map((cluster) => [cluster.environment.slug, cluster.environment]));
  const sorted = [...environments.values()].sort((a, b) => a.rank - b.rank);
  const value = scope.cluster ? `c:${scope.cluster}` : scope.environment ? `e:${scope.environment}` : ALL;
  const shown = scope.cluster ?? environments.get(scope.environment ?? "")?.name ?? scope.environment;
  function choose(next: string) {
    setScope({
      cluster: next.startsWith("c:") ? next.slice(2) : null,
      environment: next.startsWith("e:") ? next.slice(2) : null,
    });
  }
  return (
    <DropdownMenu trigger={<PickerButton name="Scope" value={shown ?? "All clusters"} />}>
      <MenuRadio value={value} onValueChange={choose} options={[{ value: ALL, label: "All clusters" }]} />
      {sorted.length > 0 && <MenuSeparator />}
      {sorted.length > 0 && <MenuLabel>Environment</MenuLabel>}
      <MenuRadio
        value={value}
        onValueChange={choose}
        options={sorted.map((environment) => ({ value: `e:${environment.slug}`, label: environment.name }))}
      />
      {clusters.length > 0 && <MenuLabel>Cluster</MenuLabel>}
      <MenuRadio
        value={value}
        onValueChange={choose}
        options={clusters.map((cluster) => ({
          value: `c:${cluster.slug}`,
          label: cluster.displayName,
          detail: cluster.environment.name,
        }))}
      />
    </DropdownMenu>
  );
}

type PickerButtonProps = { name: string; value: ReactNode };

function PickerButton({ name, value, ...rest }: PickerButtonProps) {
  return (
    <button
      type="button"
      className="inline-flex h-[30px] min-w-0 items-center gap-1.5 rounded-md border border-line bg-surface px-2 text-table hover:border-line-strong"
      {...rest}
    >
      <span className="text-ink-3 text-small max-md:sr-only">{name}</span>
      <span className="truncate">{value}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
    </button>
  );
}
