"use client";

import { useState } from "react";
import { usersQuery } from "#lib/users/queries";
import type { UserRow } from "#lib/users/schemas";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { toast } from "../ui/notify.tsx";
import { PortalRoleChoice } from "./portal-role-choice.tsx";

/** Changes what a person may do in the portal itself. */
export function RoleDialog({ row, onClose }: { row: UserRow; onClose: () => void }) {
  const [role, setRole] = useState(row.portalRole);
  const submit = useSubmit({
    invalidate: [usersQuery.queryKey],
    onDone: () => {
      toast(`${row.displayName} has another role`);
      onClose();
    },
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={`Portal role of ${row.displayName}`}
      action="Change the role"
      disabled={role === row.portalRole}
      busy={submit.busy}
      error={submit.error}
      onSubmit={() => void submit.send("PUT", `/api/users/${row.id}/role`, { portalRole: role })}
    >
      <PortalRoleChoice value={role} onChange={setRole} />
    </FormDialog>
  );
}
