"use client";

import { EXPIRY_PRESETS, type ExpiryPreset } from "#lib/grants/format";
import { Chip } from "../ui/chip.tsx";
import type { FieldError } from "../ui/field.tsx";

export type ExpiryChoiceProps = { value: ExpiryPreset; onChange: (value: ExpiryPreset) => void; error?: FieldError };

/** How long a grant lasts. */
export function ExpiryChoice({ value, onChange, error }: ExpiryChoiceProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-ink-2 text-small">Lasts</legend>
      <div className="flex flex-wrap gap-1.5">
        {EXPIRY_PRESETS.map((preset) => (
          <Chip key={preset.id} on={value === preset.id} onClick={() => onChange(preset.id)}>
            {preset.label}
          </Chip>
        ))}
      </div>
      {error && (
        <p role="alert" className="mt-1 text-failing text-small">
          End: {error.rule}
        </p>
      )}
    </fieldset>
  );
}
