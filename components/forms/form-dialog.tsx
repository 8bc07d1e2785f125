"use client";

import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormError } from "./form-error.tsx";

export type FormDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** What the button does: "Create team". */
  action: string;
  busy?: boolean;
  disabled?: boolean;
  error?: string;
  size?: "sm" | "md" | "lg";
  onSubmit: () => void;
  children: ReactNode;
};

/** A form that opens over the page. Enter sends it, Escape leaves it. */
export function FormDialog(props: FormDialogProps) {
  const { open, onOpenChange, title, description, action, busy, disabled, error, size, onSubmit, children } = props;
  const id = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy && !disabled) onSubmit();
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      size={size}
      footer={
        <>
          {error !== undefined && (
            <div className="basis-full">
              <FormError message={error} />
            </div>
          )}
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" busy={busy} disabled={disabled}>
            {action}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-3.5" noValidate>
        {children}
      </form>
    </Dialog>
  );
}
