"use client";

import { useId } from "react";
import type { UserRow } from "#lib/users/schemas";
import { cn } from "../ui/cn.tsx";

type Role = UserRow["portalRole"];

const CHOICES: { value: Role; label: string; sentence: string }[] = [
  { value: "member", label: "Member", sentence: "Sees what the teams and grants give, nothing else." },
  {
    value: "manager",
    label: "Manager",
    sentence: "Sees capacity, requests, use and quotas of all teams. No logs, events or configuration.",
  },
  {
    value: "platform",
    label: "Platform engineer",
    sentence: "Registers clusters, manages teams, people and grants, and sees everything.",
  },
];

/** One of the portal's roles, each with what it gives. */
export function PortalRoleChoice({ value, onChange }: { value: Role; onChange: (value: Role) => void }) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-ink-2 text-small">Portal role</legend>
      {CHOICES.map((choice) => (
        <label
          key={choice.value}
          className={cn(
            "grid cursor-pointer grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 rounded-md border px-3 py-2 text-table",
            value === choice.value ? "border-accent bg-accent-soft" : "border-line hover:border-line-strong",
          )}
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
            className="mt-[3px] accent-accent"
          />
          <span>
            <span className="font-medium">{choice.label}</span>
            <span className="block text-ink-2">{choice.sentence}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
