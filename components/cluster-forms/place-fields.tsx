"use client";

import { useQuery } from "@tanstack/react-query";
import { clusterGroupsQuery } from "#lib/clusters/queries";
import type { Submit } from "../forms/use-submit.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { EnvironmentField } from "./environment-field.tsx";

/** What a person says of a cluster. */
export type PlaceValues = {
  displayName: string;
  description: string;
  environment: string;
  provider: string;
  region: string;
  groups: string[];
};

export const PLACE_FIELDS = ["displayName", "description", "environment", "provider", "region", "groups"] as const;

export type PlaceFieldsProps = {
  values: PlaceValues;
  onChange: (change: Partial<PlaceValues>) => void;
  errorOf: Submit["errorOf"];
};

/** Name, environment, provider, region and groups of a cluster. */
export function PlaceFields({ values, onChange, errorOf }: PlaceFieldsProps) {
  return (
    <>
      <Field label="Name" className="content-start" error={errorOf("displayName")}>
        {(control) => (
          <Input
            {...control}
            value={values.displayName}
            onChange={(event) => onChange({ displayName: event.currentTarget.value })}
          />
        )}
      </Field>
      <EnvironmentField
        value={values.environment}
        onChange={(environment) => onChange({ environment })}
        error={errorOf("environment")}
      />
      <Field label="Provider" optional className="content-start" error={errorOf("provider")}>
        {(control) => (
          <Input
            {...control}
            value={values.provider}
            onChange={(event) => onChange({ provider: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label="Region" optional className="content-start" error={errorOf("region")}>
        {(control) => (
          <Input
            {...control}
            value={values.region}
            onChange={(event) => onChange({ region: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label="Description" optional error={errorOf("description")} className="sm:col-span-2">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-12"
            value={values.description}
            onChange={(event) => onChange({ description: event.currentTarget.value })}
          />
        )}
      </Field>
      <GroupChoice groups={values.groups} onChange={(groups) => onChange({ groups })} />
    </>
  );
}

function GroupChoice({ groups, onChange }: { groups: readonly string[]; onChange: (groups: string[]) => void }) {
  const { data } = useQuery(clusterGroupsQuery);
  if (!data || data.items.length === 0) return null;
  const toggle = (slug: string, on: boolean) =>
    onChange(on ? [...groups, slug] : groups.filter((other) => other !== slug));
  return (
    <fieldset className="sm:col-span-2">
      <legend className="mb-1 font-medium text-ink-2 text-small">Groups</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {data.items.map((group) => (
          <span key={group.slug} className="inline-flex items-center gap-2 text-table">
            <Checkbox
              id={`group-${group.slug}`}
              checked={groups.includes(group.slug)}
              onCheckedChange={(on) => toggle(group.slug, on)}
            />
            <label htmlFor={`group-${group.slug}`}>{group.name}</label>
          </span>
        ))}
      </div>
    </fieldset>
  );
}
