import { formatAge } from "#lib/core/format-age";
import type { GrantRow } from "./schemas.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a new grant may last, as the form offers it; undefined days: no end. */
export const EXPIRY_PRESETS = [
  { id: "8h", label: "8 hours", days: 1 / 3 },
  { id: "7d", label: "7 days", days: 7 },
  { id: "30d", label: "30 days", days: 30 },
  { id: "90d", label: "90 days", days: 90 },
  { id: "none", label: "No end", days: undefined },
] as const;
export type ExpiryPreset = (typeof EXPIRY_PRESETS)[number]["id"];

/** The end of a preset in epoch milliseconds; undefined: no end. */
export function presetEnd(id: ExpiryPreset, now: number): number | undefined {
  const days = EXPIRY_PRESETS.find((preset) => preset.id === id)?.days;
  return days === undefined ? undefined : Math.round(now + days * DAY);
}

/** What each role allows, in one sentence. */
export const ROLE_SENTENCES: Record<GrantRow["role"], string> = {
  viewer: "Sees what runs, why it fails, and its logs. No values of configuration.",
  developer: "Also restarts, scales and deletes pods, and reads configuration.",
  maintainer: "Also changes workloads, services and configuration.",
  platform: "Also sees nodes and changes quotas and limits.",
  manager: "Sees sums of capacity, requests, use and quotas. No logs, events or configuration.",
};

/** Splits what a person typed into namespaces and patterns: by commas, spaces and line ends. */
export function splitNamespaces(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((part) => part !== ""))];
}

const NAMESPACE_PATTERN = /^[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?$/;

/** Whether a text is a namespace name, or a pattern in which `*` stands for any characters. */
export function isNamespacePattern(text: string): boolean {
  return NAMESPACE_PATTERN.test(text);
}

/** The end of a grant in words: "in 2 days", "ended 3 days ago", "no end". Times in epoch milliseconds. */
export function describeEnd({ expiresAt, revokedAt }: Pick<GrantRow, "expiresAt" | "revokedAt">, now: number): string {
  if (revokedAt !== undefined) return `revoked ${ago(now - revokedAt)}`;
  if (expiresAt === undefined) return "no end";
  return expiresAt <= now ? `ended ${ago(now - expiresAt)}` : `in ${age(expiresAt - now)}`;
}

function age(ms: number): string {
  if (ms >= 2 * DAY) return `${Math.floor(ms / DAY)} days`;
  return ms >= DAY ? `${Math.floor(ms / HOUR)} h` : formatAge(ms / 1000);
}

function ago(ms: number): string {
  const text = age(ms);
  return text === "now" ? "just now" : `${text} ago`;
}
