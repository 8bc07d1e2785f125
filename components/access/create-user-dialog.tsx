"use client";

import { useState } from "react";
import { usersQuery } from "#lib/users/queries";
import type { UserRow } from "#lib/users/schemas";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { PortalRoleChoice } from "./portal-role-choice.tsx";

type Account = { email: string; password: string };
export type CreateUserDialogProps = { onClose: () => void; onCreated: (account: Account) => void };

/** Creates a local account; its password is shown once. */
export function CreateUserDialog({ onClose, onCreated }: CreateUserDialogProps) {
  const [email, setEmail] = useState("");
  const [displayName, setDisplayName] = useState("");
  const [portalRole, setPortalRole] = useState<UserRow["portalRole"]>("member");
  const submit = useSubmit<Account>({
    fields: ["email", "displayName", "portalRole"],
    invalidate: [usersQuery.queryKey],
    onDone: onCreated,
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title="Create account"
      description="An account of this portal with a password of its own."
      action="Create account"
      busy={submit.busy}
      error={submit.error}
      onSubmit={() => void submit.send("POST", "/api/users", { email, displayName, portalRole })}
    >
      <Field label="Name" error={submit.errorOf("displayName")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="E-mail" error={submit.errorOf("email")}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <PortalRoleChoice value={portalRole} onChange={setPortalRole} />
    </FormDialog>
  );
}
