"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { teamsQuery } from "#lib/teams/queries";
import type { TeamDetail } from "#lib/teams/schemas";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/notify.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { toSlug } from "./to-slug.tsx";

const FIELDS = ["slug", "name", "description", "costCentre"];

/** Creates a team; its short name follows the name until somebody writes one. */
export function CreateTeamDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [values, setValues] = useState({ name: "", slug: "", description: "", costCentre: "" });
  const [own, setOwn] = useState(false);
  const submit = useSubmit<{ slug: string }>({
    fields: FIELDS,
    invalidate: [teamsQuery.queryKey],
    onDone: ({ slug }) => router.push(`/access/teams/${slug}`),
  });
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title="Create team"
      action="Create team"
      busy={submit.busy}
      error={submit.error}
      onSubmit={() => void submit.send("POST", "/api/teams", values)}
    >
      <Field label="Name" error={submit.errorOf("name")}>
        {(control) => (
          <Input
            {...control}
            value={values.name}
            onChange={(event) => {
              const name = event.currentTarget.value;
              set({ name, slug: own ? values.slug : toSlug(name) });
            }}
          />
        )}
      </Field>
      <Field
        label="Short name"
        error={submit.errorOf("slug")}
        hint="In links and in the group that clusters see; it stays"
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            value={values.slug}
            onChange={(event) => {
              setOwn(true);
              set({ slug: event.currentTarget.value });
            }}
          />
        )}
      </Field>
      <CommonFields values={values} onChange={set} errorOf={submit.errorOf} />
    </FormDialog>
  );
}

/** Renames a team. */
export function EditTeamDialog({ detail, onClose }: { detail: TeamDetail; onClose: () => void }) {
  const { row, version } = detail;
  const [values, setValues] = useState({
    name: row.name,
    description: row.description,
    costCentre: row.costCentre ?? "",
  });
  const submit = useSubmit({
    fields: FIELDS,
    invalidate: [teamsQuery.queryKey],
    onDone: () => {
      toast("Saved");
      onClose();
    },
  });
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={`Edit ${row.name}`}
      action="Save"
      busy={submit.busy}
      error={submit.error}
      onSubmit={() => void submit.send("PATCH", `/api/teams/${row.slug}`, { ...values, version })}
    >
      <Field label="Name" error={submit.errorOf("name")}>
        {(control) => (
          <Input {...control} value={values.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        )}
      </Field>
      <CommonFields values={values} onChange={set} errorOf={submit.errorOf} />
    </FormDialog>
  );
}

type Common = { description: string; costCentre: string };
type CommonFieldsProps = {
  values: Common;
  onChange: (change: Partial<Common>) => void;
  errorOf: ReturnType<typeof useSubmit>["errorOf"];
};

function CommonFields({ values, onChange, errorOf }: CommonFieldsProps) {
  return (
    <>
      <Field label="Description" optional error={errorOf("description")}>
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
      <Field label="Cost centre" optional error={errorOf("costCentre")}>
        {(control) => (
          <Input
            {...control}
            value={values.costCentre}
            onChange={(event) => onChange({ costCentre: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
