"use client";

import { CalendarDays } from "lucide-react";
import { useId } from "react";
import { PERIODS, periodDays, periodLabel } from "#lib/audit/format";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.tsx";
import { Input } from "../ui/input.tsx";
import { Popover } from "../ui/popover.tsx";

export type PeriodPickerProps = {
  /** `7d`, or days: `2026-11-20..2026-11-22`. Empty: any time. */
  value: string;
  onChange: (period: string) => void;
};

const CHOICES = [{ id: "", label: "Any time" }, ...PERIODS];

/** How far back the list reaches, or which days it shows. */
export function PeriodPicker({ value, onChange }: PeriodPickerProps) {
  const { first = "", last = "" } = periodDays(value) ?? {};
  const days = (from: string, to: string) => onChange(from || to ? `${from}..${to}` : "");
  return (
    <Popover
      label="Period"
      align="end"
      trigger={
        <Button size="sm" icon={<CalendarDays aria-hidden />} aria-label={`Period: ${periodLabel(value)}`}>
          {periodLabel(value)}
        </Button>
      }
    >
      <fieldset className="border-line border-b p-1">
        <legend className="sr-only">Back to</legend>
        {CHOICES.map(({ id, label }) => (
          <label
            key={id}
            className={cn(
              "flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-table hover:bg-hover",
              id === value && "font-medium",
            )}
          >
            <input
              type="radio"
              name="period"
              checked={id === value}
              onChange={() => onChange(id)}
              className="accent-accent"
            />
            {label}
          </label>
        ))}
      </fieldset>
      <div className="grid gap-2 p-3">
        <DayField label="First day" value={first} max={last} onChange={(day) => days(day, last)} />
        <DayField label="Last day" value={last} min={first} onChange={(day) => days(first, day)} />
      </div>
    </Popover>
  );
}

type DayFieldProps = { label: string; value: string; min?: string; max?: string; onChange: (day: string) => void };

function DayField({ label, onChange, ...rest }: DayFieldProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[72px_minmax(0,1fr)] items-center gap-2">
      <label htmlFor={id} className="text-ink-2 text-table">
        {label}
      </label>
      <Input id={id} type="date" onChange={(event) => onChange(event.currentTarget.value)} {...rest} />
    </div>
  );
}
