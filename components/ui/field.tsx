"use client";

import { type ReactNode, useId } from "react";
import { cn } from "./cn.tsx";

/** What was wrong: the rule that was broken, and a value that would be right. */
export type FieldError = { rule: string; example?: string };

export type FieldControl = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

export type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: FieldError;
  optional?: boolean;
  className?: string;
  /** Draws the control; spread the given props onto it. */
  children: (control: FieldControl) => ReactNode;
};

/** A control with its label, a hint, and an error that names the rule and an example. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(error ?? hint);
  return (
    <div className={cn("grid gap-1", className)}>
      <label htmlFor={id} className="font-medium text-small text-ink-2">
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children({ id, "aria-describedby": hasNote ? noteId : undefined, "aria-invalid": error ? true : undefined })}
      {error ? (
        <p id={noteId} className="text-failing text-small" role="alert">
          {label}: {error.rule}
          {error.example && (
            <span className="text-ink-2">
              {" "}
              Example: <code className="mono">{error.example}</code>
            </span>
          )}
        </p>
      ) : (
        hint && (
          <p id={noteId} className="text-ink-3 text-small">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
