"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { EnvironmentRow } from "#lib/clusters/placement-schemas";
import { environmentsQuery } from "#lib/clusters/queries";
import { toSlug } from "../access/to-slug.tsx";
import { FormError } from "../forms/form-error.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field, type FieldError } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";

/** Stands for "New environment" in the list; no slug can be it. */
const NEW = "+";

export type EnvironmentFieldProps = {
  value: string;
  onChange: (environment: string) => void;
  error: FieldError | undefined;
};

/** One of the environments, or a new one: an empty installation has none to choose from. */
export function EnvironmentField({ value, onChange, error }: EnvironmentFieldProps) {
  const { data } = useQuery(environmentsQuery);
  const [adding, setAdding] = useState(false);
  const items = data?.items ?? [];
  const options = items.map((item) => ({ value: item.slug, label: item.name }));
  const none = data !== undefined && items.length === 0;
  const choices = value === "" ? [{ value: "", label: "Choose one" }, ...options] : options;
  return (
    <div className="grid content-start gap-2">
      {!none && (
        <Field label="Environment" error={error} hint="Decides the order of versions, and which grants reach it">
          {(control) => (
            <Select
              {...control}
              value={adding ? NEW : value}
              onValueChange={(next) => {
                setAdding(next === NEW);
                if (next !== NEW) onChange(next);
              }}
              options={[...choices, { value: NEW, label: "New environment" }]}
            />
          )}
        </Field>
      )}
      {(none || adding) && (
        <NewEnvironment
          items={items}
          onDone={(slug) => {
            setAdding(false);
            onChange(slug);
          }}
        />
      )}
    </div>
  );
}

type NewEnvironmentProps = { items: readonly EnvironmentRow[]; onDone: (slug: string) => void };

/** Creates an environment, after those there are. It is no form of its own: it stands inside one. */
function NewEnvironment({ items, onDone }: NewEnvironmentProps) {
  const id = useId();
  const [name, setName] = useState("");
  const [isProduction, setProduction] = useState(false);
  const submit = useSubmit<{ slug: string }>({
    fields: ["name", "slug"],
    invalidate: [environmentsQuery.queryKey],
    onDone: ({ slug }) => onDone(slug),
  });
  const slug = toSlug(name);
  function add() {
    if (slug === "") return;
    // Saving would rename the one that is there.
    if (items.some((item) => item.slug === slug)) return onDone(slug);
    const rank = Math.max(0, ...items.map((item) => item.rank + 1));
    void submit.send("PUT", "/api/environments", { slug, name: name.trim(), rank, isProduction });
  }
  return (
    <fieldset className="grid gap-2 rounded-md border border-line bg-bg p-2.5">
      <legend className="sr-only">New environment</legend>
      <Field
        label="New environment"
        error={submit.errorOf("name") ?? submit.errorOf("slug")}
        hint="Such as Staging or Production. Grants may reach all clusters of one."
      >
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-2 text-table">
        <span className="inline-flex items-center gap-2">
          <Checkbox id={id} checked={isProduction} onCheckedChange={setProduction} />
          <label htmlFor={id}>It is production</label>
        </span>
        <Button size="sm" busy={submit.busy} disabled={slug === ""} onClick={add}>
          Add environment
        </Button>
      </div>
      <FormError message={submit.error} />
    </fieldset>
  );
}
