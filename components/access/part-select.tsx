"use client";

import { ChevronDown } from "lucide-react";
import { Field, type FieldError } from "../ui/field.tsx";
import { CONTROL } from "../ui/input.tsx";

type Item = { id: string; slug: string; name: string };

export type PartSelectProps = {
  label: string;
  /** `<kind> <id>`. */
  value: string;
  onChange: (value: string) => void;
  groups: readonly { kind: string; label: string; items: readonly Item[] }[];
  error?: FieldError;
};

/** One of several things of several kinds, in the browser's own list. */
export function PartSelect({ label, value, onChange, groups, error }: PartSelectProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <span className="relative inline-flex w-full">
          <select
            {...control}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            className={`${CONTROL} h-[30px] appearance-none pr-7`}
          >
            {groups
              .filter((group) => group.items.length > 0)
              .map((group) => (
                <optgroup key={group.kind} label={group.label}>
                  {group.items.map((item) => (
                    <option key={item.id} value={`${group.kind} ${item.id}`}>
                      {item.name}
                    </option>
                  ))}
                </optgroup>
              ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
          />
        </span>
      )}
    </Field>
  );
}
