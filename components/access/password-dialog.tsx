"use client";

import { Button } from "../ui/button.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { Dialog } from "../ui/dialog.tsx";

export type PasswordDialogProps = { account: { email: string; password: string }; onClose: () => void };

/** A password that is shown once. */
export function PasswordDialog({ account, onClose }: PasswordDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Password of ${account.email}`}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <div className="grid gap-3 text-table">
        <div className="rounded-md border border-line bg-sunken px-3 py-2">
          <Copyable text={account.password} what="password" />
        </div>
        <p className="text-ink-2">
          It is shown only now: Wheelhouse keeps a hash. Give it to the person by a way that others cannot read.
        </p>
      </div>
    </Dialog>
  );
}
