"use client";

import { useState } from "react";
import { systemClock } from "#lib/core/clock";
import { type ExpiryPreset, presetEnd } from "#lib/grants/format";
import type { GrantRow } from "#lib/grants/schemas";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/notify.tsx";
import { ExpiryChoice } from "./expiry-choice.tsx";

/** Moves the end of a grant, from now on. */
export function ExtendGrantDialog({ row, onClose }: { row: GrantRow; onClose: () => void }) {
  const [preset, setPreset] = useState<ExpiryPreset>("30d");
  const [reason, setReason] = useState("");
  const submit = useSubmit({
    fields: ["expiresAt", "reason"],
    invalidate: [["grants"]],
    onDone: () => {
      toast("The end is changed");
      onClose();
    },
  });
  function send() {
    const expiresAt = presetEnd(preset, systemClock.now()) ?? null;
    void submit.send("POST", `/api/grants/${row.id}/extend`, { expiresAt, reason });
  }
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title="Change the end"
      description={`${row.subject.name}: ${row.role} of ${row.namespaces.join(", ")} in ${row.target.name}`}
      action="Change the end"
      busy={submit.busy}
      error={submit.error}
      onSubmit={send}
    >
      <ExpiryChoice value={preset} onChange={setPreset} error={submit.errorOf("expiresAt")} />
      <Field label="Reason" error={submit.errorOf("reason")}>
        {(control) => <Input {...control} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      </Field>
    </FormDialog>
  );
}
