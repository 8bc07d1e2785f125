"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.tsx";
import { Field, type FieldError } from "../ui/field.tsx";
import { Textarea } from "../ui/textarea.tsx";

/** Larger files are no kubeconfigs; the server refuses them, too. */
const MAX_BYTES = 256 * 1024;

export type KubeconfigInputProps = {
  value: string;
  onChange: (text: string) => void;
  error?: FieldError;
  rows?: number;
};

/** Takes a kubeconfig by dropping a file, choosing one, or pasting. It goes nowhere until the form is sent. */
export function KubeconfigInput({ value, onChange, error, rows = 10 }: KubeconfigInputProps) {
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const fileId = useId();
  async function take(file: File | undefined) {
    if (!file) return;
    setTooLarge(file.size > MAX_BYTES);
    if (file.size <= MAX_BYTES) onChange(await file.text());
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }
  const problem = tooLarge ? { rule: "is larger than 256 KiB" } : error;
  return (
    <Field
      label="Kubeconfig"
      error={problem}
      hint="With a token or a client certificate inside. Files that run programs or name other files are refused."
    >
      {(control) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of three; the others work by keyboard
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={cn(
            "grid gap-2 rounded-lg border border-dashed p-2.5",
            over ? "border-accent bg-accent-soft" : "border-line-strong",
          )}
        >
          <div className="flex flex-wrap items-center gap-2 text-ink-2 text-table">
            <FileUp aria-hidden className="size-4 text-ink-3" />
            <span>Drop a file here,</span>
            <Button size="sm" onClick={() => document.getElementById(fileId)?.click()}>
              Choose a file
            </Button>
            <span>or paste its text.</span>
            <input
              id={fileId}
              type="file"
              aria-label="Kubeconfig file"
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => void take(event.currentTarget.files?.[0])}
            />
          </div>
          <Textarea
            {...control}
            code
            rows={rows}
            value={value}
            spellCheck={false}
            autoComplete="off"
            placeholder={"apiVersion: v1\nkind: Config\nclusters: …"}
            onChange={(event) => {
              setTooLarge(false);
              onChange(event.currentTarget.value);
            }}
          />
        </div>
      )}
    </Field>
  );
}
