import { formatAge } from "#lib/core/format-age";
import type { Capacity, ClusterRow, DiagnosisStep, EnvironmentRef } from "./schemas.ts";

const DAY = 86_400_000;

/** Share of the allocatable that is requested, 0 to 1; undefined when either part is not known. */
export function shareOf({ allocatable, requested }: Capacity): number | undefined {
  if (allocatable === undefined || requested === undefined || allocatable <= 0) return undefined;
  return requested / allocatable;
}

/** Whether a person should look: anything but healthy, idle (paused) or still connecting. */
export function needsAttention(row: ClusterRow): boolean {
  const { level, cause } = row.verdict;
  return level === "failing" || level === "degraded" || (level === "unknown" && cause !== "starting");
}

/** Whether what is shown is not what is: the cluster is silent or paused. */
export function isStale(row: Pick<ClusterRow, "freshness">): boolean {
  return row.freshness.state === "stale" || row.freshness.state === "paused" || row.freshness.state === "starting";
}

/** The verdict's label, with how long it has been silent: "No answer for 4 min". @param now epoch milliseconds */
export function verdictLabel({ verdict }: Pick<ClusterRow, "verdict">, now: number): string {
  if (verdict.cause !== "unreachable" || verdict.since === undefined) return verdict.label;
  return `${verdict.label} for ${formatAge(now / 1000 - verdict.since)}`;
}

export type ExpiryLevel = "none" | "far" | "soon" | "urgent" | "over";

/** How near an end is: within 30 days it is soon, within 7 urgent. Times in epoch milliseconds. */
export function expiryLevel(expiresAt: number | undefined, now: number): ExpiryLevel {
  if (expiresAt === undefined) return "none";
  const left = expiresAt - now;
  if (left <= 0) return "over";
  if (left <= 7 * DAY) return "urgent";
  return left <= 30 * DAY ? "soon" : "far";
}

/** "in 3 days", "in 5 h", "12 days ago". Times in epoch milliseconds. */
export function describeExpiry(expiresAt: number, now: number): string {
  const left = Math.abs(expiresAt - now) / 1000;
  const age = left >= 2 * 86_400 ? `${Math.floor(left / 86_400)} days` : hours(left);
  if (age === "now") return "now";
  return expiresAt > now ? `in ${age}` : `${age} ago`;
}

function hours(seconds: number): string {
  return seconds >= 86_400 ? `${Math.floor(seconds / 3600)} h` : formatAge(seconds);
}

export type EnvironmentGroup = { environment: EnvironmentRef; rows: ClusterRow[] };

/** Rows by environment, production first, each in the order given. */
export function groupByEnvironment(rows: readonly ClusterRow[]): EnvironmentGroup[] {
  const groups = new Map<string, EnvironmentGroup>();
  for (const row of rows) {
    const group = groups.get(row.environment.slug) ?? { environment: row.environment, rows: [] };
    group.rows.push(row);
    groups.set(row.environment.slug, group);
  }
  return [...groups.values()].toSorted((a, b) => rankOf(b.environment) - rankOf(a.environment));
}

const LEVELS = ["failing", "degraded", "unknown", "progressing", "healthy", "idle"];

/** Worst first, then production before the rest, then by name: an order that does not jump while nothing changes. */
export function compareClusters(a: ClusterRow, b: ClusterRow): number {
  const level = LEVELS.indexOf(a.verdict.level) - LEVELS.indexOf(b.verdict.level);
  return level || rankOf(b.environment) - rankOf(a.environment) || a.slug.localeCompare(b.slug);
}

function rankOf({ isProduction, rank }: EnvironmentRef): number {
  return isProduction ? rank + 10_000 : rank;
}

/** The figures below the title, without the parts that nobody may know: "13 clusters · 225 nodes · 4,984 pods". */
export function fleetFigures(rows: readonly ClusterRow[]): string {
  const nodes = sumKnown(rows.map((row) => row.nodes));
  const pods = sumKnown(rows.map((row) => row.pods));
  const parts = [count(rows.length, "cluster"), nodes && count(nodes, "node"), pods && count(pods, "pod")];
  return parts.filter(Boolean).join(" · ");
}

function sumKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

/** "12 of 13 checks are fine." */
export function countFine(steps: readonly DiagnosisStep[]): string {
  return `${steps.filter(({ state }) => state === "ok").length} of ${steps.length} checks are fine.`;
}

/** The same, and which need somebody: "11 of 13 checks are fine. To look at: Impersonation, Metrics API." */
export function describeSteps(steps: readonly DiagnosisStep[]): string {
  const loud = steps.filter(({ state }) => state === "failed" || state === "warning").map(({ label }) => label);
  return loud.length === 0 ? countFine(steps) : `${countFine(steps)} To look at: ${loud.join(", ")}.`;
}

/** "1 node", "1,204 pods". */
export function count(value: number, noun: string): string {
  return `${value.toLocaleString("en-US")} ${noun}${value === 1 ? "" : "s"}`;
}
