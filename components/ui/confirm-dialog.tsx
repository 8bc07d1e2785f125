"use client";

import { type FormEvent, type ReactNode, useEffect, useId, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Input } from "./input.tsx";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will be lost. */
  children: ReactNode;
  /** What the button does: "Remove eu-prod". */
  action: string;
  /** When set, this name must be typed before the button works. */
  typeName?: string;
  danger?: boolean;
  busy?: boolean;
  /** What went wrong in the last try. */
  error?: string;
  onConfirm: () => void;
};

/** Asks before something dangerous; says what will be lost and may ask for the name to be typed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, action, typeName, danger = true, busy, error, onConfirm } = props;
  const [typed, setTyped] = useState("");
  const formId = useId();
  const inputId = useId();
  useEffect(() => {
    if (!open) setTyped("");
  }, [open]);
  const ready = typeName === undefined || typed === typeName;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready && !busy) onConfirm();
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant={danger ? "danger" : "primary"} disabled={!ready} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3 text-ink-2 text-table">
        <div>{children}</div>
        {typeName !== undefined && (
          <div className="grid gap-1">
            <label htmlFor={inputId}>
              Type <code className="mono text-ink">{typeName}</code> to confirm
            </label>
            <Input
              id={inputId}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
        )}
        {error && (
          <p role="alert" className="text-failing">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}
