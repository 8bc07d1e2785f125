"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ClusterGroupRow } from "#lib/clusters/placement-schemas";
import { clusterGroupsQuery, clustersQuery } from "#lib/clusters/queries";
import { toSlug } from "../access/to-slug.tsx";
import { FormDialog } from "../forms/form-dialog.tsx";
import { FormError } from "../forms/form-error.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { QueryState } from "../layout/query-state.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

const INVALIDATE = [clusterGroupsQuery.queryKey, ["grant-choices"]];

/** Groups of clusters: one grant reaches all of a group, also those that join later. */
export function GroupTable() {
  const result = useQuery(clusterGroupsQuery);
  const [edited, setEdited] = useState<ClusterGroupRow | "new">();
  const remove = useSubmit({ invalidate: INVALIDATE });
  const add = (
    <Button size="sm" icon={<Plus aria-hidden />} onClick={() => setEdited("new")}>
      New group
    </Button>
  );
  return (
    <section aria-labelledby="groups" className="grid content-start gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 id="groups" className="text-table">
          Groups
        </h2>
        {add}
      </div>
      <p className="text-ink-2 text-table">A grant on a group reaches all its clusters, also those that join later.</p>
      <FormError message={remove.error} />
      <QueryState result={result} skeleton={<Skeleton className="h-40 w-full rounded-lg" />}>
        {({ items }) => (
          <Card>
            {items.length === 0 ? (
              <EmptyState title="There are no groups yet." action={add} />
            ) : (
              <Rows
                items={items}
                onEdit={setEdited}
                onRemove={(slug) => void remove.send("DELETE", `/api/cluster-groups/${slug}`)}
              />
            )}
          </Card>
        )}
      </QueryState>
      {edited && (
        <GroupDialog
          group={edited === "new" ? undefined : edited}
          items={result.data?.items ?? []}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

type RowsProps = {
  items: readonly ClusterGroupRow[];
  onEdit: (row: ClusterGroupRow) => void;
  onRemove: (slug: string) => void;
};

function Rows({ items, onEdit, onRemove }: RowsProps) {
  return (
    <Table aria-label="Groups">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Clusters</Th>
          <Th numeric>Grants</Th>
          <Th className="w-20">
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <Tr key={row.slug}>
            <Td>
              <span className="font-medium">{row.name}</span>
              {row.description && <span className="block text-ink-3 text-small">{row.description}</span>}
            </Td>
            <Td className="text-ink-2">{row.clusters.length === 0 ? "none" : row.clusters.join(", ")}</Td>
            <Td numeric>{row.grants}</Td>
            <Td className="whitespace-nowrap text-right">
              <IconButton size="sm" label={`Edit ${row.name}`} onClick={() => onEdit(row)}>
                <Pencil aria-hidden />
              </IconButton>
              {row.grants === 0 && (
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

type GroupDialogProps = {
  group: ClusterGroupRow | undefined;
  items: readonly ClusterGroupRow[];
  onClose: () => void;
};

function GroupDialog({ group, items, onClose }: GroupDialogProps) {
  const { queryKey, queryFn } = clustersQuery();
  const { data } = useQuery({ queryKey, queryFn });
  const [name, setName] = useState(group?.name ?? "");
  const [description, setDescription] = useState(group?.description ?? "");
  const [clusters, setClusters] = useState<readonly string[]>(group?.clusters ?? []);
  const submit = useSubmit({ fields: ["name", "slug", "description"], invalidate: INVALIDATE, onDone: onClose });
  const slug = group?.slug ?? toSlug(name);
  const taken = group === undefined && items.some((item) => item.slug === slug);
  const toggle = (one: string, on: boolean) =>
    setClusters(on ? [...clusters, one] : clusters.filter((other) => other !== one));
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={group ? `Edit ${group.name}` : "New group"}
      description={
        group && group.grants > 0 ? "Who reaches a cluster that leaves or joins changes at once." : undefined
      }
      action={group ? "Save" : "Create group"}
      busy={submit.busy}
      disabled={taken || slug === ""}
      error={submit.error}
      onSubmit={() => void submit.send("PUT", "/api/cluster-groups", { slug, name, description, clusters })}
    >
      <Field
        label="Name"
        error={submit.errorOf("name") ?? submit.errorOf("slug")}
        hint={taken ? "There is one of this name already" : slug && `Short name ${slug}`}
      >
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.currentTarget.value)} />}
      </Field>
      <Field label="Description" optional error={submit.errorOf("description")}>
        {(control) => (
          <Input {...control} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
        )}
      </Field>
      <fieldset>
        <legend className="mb-1 font-medium text-ink-2 text-small">Clusters</legend>
        <div className="grid gap-1.5 sm:grid-cols-2">
          {data?.items.map((row) => (
            <span key={row.slug} className="inline-flex items-center gap-2 text-table">
              <Checkbox
                id={`member-${row.slug}`}
                checked={clusters.includes(row.slug)}
                onCheckedChange={(on) => toggle(row.slug, on)}
              />
              <label htmlFor={`member-${row.slug}`}>{row.displayName}</label>
            </span>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
