"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { EnvironmentRow } from "#lib/clusters/placement-schemas";
import { environmentsQuery } from "#lib/clusters/queries";
import { toSlug } from "../access/to-slug.tsx";
import { FormDialog } from "../forms/form-dialog.tsx";
import { FormError } from "../forms/form-error.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { QueryState } from "../layout/query-state.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

const INVALIDATE = [environmentsQuery.queryKey, ["grant-choices"]];

/** The environments in the order in which a change travels. */
export function EnvironmentTable() {
  const result = useQuery(environmentsQuery);
  const [edited, setEdited] = useState<EnvironmentRow | "new">();
  const remove = useSubmit({ invalidate: INVALIDATE });
  const add = (
    <Button size="sm" icon={<Plus aria-hidden />} onClick={() => setEdited("new")}>
      New environment
    </Button>
  );
  return (
    <section aria-labelledby="environments" className="grid content-start gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 id="environments" className="text-table">
          Environments
        </h2>
        {add}
      </div>
      <p className="text-ink-2 text-table">
        A change travels from the lowest rank to the highest. Every cluster is in one.
      </p>
      <FormError message={remove.error} />
      <QueryState result={result} skeleton={<Skeleton className="h-40 w-full rounded-lg" />}>
        {({ items }) => (
          <Card>
            {items.length === 0 ? (
              <EmptyState title="There are no environments yet." action={add} />
            ) : (
              <Rows
                items={items}
                onEdit={setEdited}
                onRemove={(slug) => void remove.send("DELETE", `/api/environments/${slug}`)}
              />
            )}
          </Card>
        )}
      </QueryState>
      {edited && (
        <EnvironmentDialog
          environment={edited === "new" ? undefined : edited}
          items={result.data?.items ?? []}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

type RowsProps = {
  items: readonly EnvironmentRow[];
  onEdit: (row: EnvironmentRow) => void;
  onRemove: (slug: string) => void;
};

function Rows({ items, onEdit, onRemove }: RowsProps) {
  return (
    <Table aria-label="Environments">
      <thead>
        <tr>
          <Th numeric>Rank</Th>
          <Th>Name</Th>
          <Th numeric>Clusters</Th>
          <Th numeric>Grants</Th>
          <Th className="w-20">
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <Tr key={row.slug}>
            <Td numeric className="text-ink-3">
              {row.rank}
            </Td>
            <Td>
              <span className="font-medium">{row.name}</span> <code className="mono text-ink-3">{row.slug}</code>{" "}
              {row.isProduction && <Badge tone="accent">production</Badge>}
            </Td>
            <Td numeric>{row.clusters}</Td>
            <Td numeric>{row.grants}</Td>
            <Td className="whitespace-nowrap text-right">
              <IconButton size="sm" label={`Edit ${row.name}`} onClick={() => onEdit(row)}>
                <Pencil aria-hidden />
              </IconButton>
              {row.clusters + row.grants === 0 && (
                <IconButton size="sm" label={`Delete ${row.name}`} onClick={() => onRemove(row.slug)}>
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

type EnvironmentDialogProps = {
  environment: EnvironmentRow | undefined;
  items: readonly EnvironmentRow[];
  onClose: () => void;
};

function EnvironmentDialog({ environment, items, onClose }: EnvironmentDialogProps) {
  const nextRank = Math.max(0, ...items.map((item) => item.rank + 1));
  const [name, setName] = useState(environment?.name ?? "");
  const [rank, setRank] = useState(String(environment?.rank ?? nextRank));
  const [isProduction, setProduction] = useState(environment?.isProduction ?? false);
  const submit = useSubmit({ fields: ["name", "slug", "rank"], invalidate: INVALIDATE, onDone: onClose });
  const slug = environment?.slug ?? toSlug(name);
  const taken = environment === undefined && items.some((item) => item.slug === slug);
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={environment ? `Edit ${environment.name}` : "New environment"}
      action={environment ? "Save" : "Create environment"}
      busy={submit.busy}
      disabled={taken || slug === ""}
      error={submit.error}
      onSubmit={() => void submit.send("PUT", "/api/environments", { slug, name, rank: Number(rank), isProduction })}
    >
      <Field
        label="Name"
        error={submit.errorOf("name") ?? submit.errorOf("slug")}
        hint={taken ? "There is one of this name already" : slug && `Short name ${slug}`}
      >
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.currentTarget.value)} />}
      </Field>
      <Field label="Rank" error={submit.errorOf("rank")} hint="Staging before production">
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={rank}
            onChange={(event) => setRank(event.currentTarget.value.replace(/\D/g, ""))}
          />
        )}
      </Field>
      <span className="inline-flex items-center gap-2 text-table">
        <Checkbox id="is-production" checked={isProduction} onCheckedChange={setProduction} />
        <label htmlFor="is-production">It is production</label>
      </span>
    </FormDialog>
  );
}
