"use client";

import { describeEnd } from "#lib/grants/format";
import type { GrantRow } from "#lib/grants/schemas";
import { useNow } from "../ui/now.tsx";

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** When a grant ends or ended, with the exact time on hover. */
export function GrantEnd({ row }: { row: GrantRow }) {
  const now = useNow();
  const at = row.revokedAt ?? row.expiresAt;
  const by = row.revokedBy === undefined ? "" : `, by ${row.revokedBy}`;
  return (
    <span
      className={row.endsSoon ? "whitespace-nowrap text-degraded" : "whitespace-nowrap text-ink-2"}
      title={at === undefined ? undefined : `${EXACT.format(at)}${by}`}
      suppressHydrationWarning
    >
      {describeEnd(row, now)}
    </span>
  );
}
