import type { ClusterFreshness } from "#lib/http/answer";
import { addRestartHours } from "#lib/workloads/derive-restart-hours";
import { compareText, compareWorkloads, levelRank } from "#lib/workloads/format";
import type { WorkloadRow } from "#lib/workloads/schemas";
import { deriveStaleVerdict } from "./derive-stale-verdict.ts";
import { compareApps } from "./format.ts";
import type { AppRow } from "./schemas.ts";

export type GroupInput = {
  readonly rows: readonly WorkloadRow[];
  readonly freshness: readonly ClusterFreshness[];
  /** Epoch milliseconds. */
  readonly now: number;
};

/** Workloads as applications (the same name in all clusters), worst first. */
export function groupApps({ rows, freshness, now }: GroupInput): AppRow[] {
  const bySlug = new Map(freshness.map((entry) => [entry.slug, entry]));
  const judged = rows.map((row) => {
    const entry = bySlug.get(row.cluster);
    return entry && row.stale ? { ...row, verdict: deriveStaleVerdict(row.verdict, entry, now) } : row;
  });
  const groups = Map.groupBy(judged, (row) => row.app);
  return [...groups].map(([name, members]) => toApp(name, members.sort(compareWorkloads))).sort(compareApps);
}

/** @param members at least one, the worst first */
function toApp(name: string, members: readonly WorkloadRow[]): AppRow {
  const worst = members[0] as WorkloadRow;
  return {
    key: name,
    name,
    verdict: members.length === 1 ? worst.verdict : appVerdict(worst, members),
    worst: refOf(worst),
    stale: members.every((member) => member.stale),
    versions: versionsOf(members),
    workloads: members.map((member) => ({
      ...refOf(member),
      environment: member.environment.slug,
      version: member.version,
      verdict: member.verdict,
      stale: member.stale,
      ready: member.ready,
      desired: member.desired,
    })),
    pods: sum(members, (member) => member.pods),
    restarts: sum(members, (member) => member.restarts),
    restartHours: addRestartHours(members.map((member) => member.restartHours)),
    lastChangeAt: Math.max(...members.map((member) => member.lastChangeAt)),
  };
}

/** A healthy application speaks of all its workloads, any other of its worst one and where that is. */
function appVerdict(worst: WorkloadRow, members: readonly WorkloadRow[]): AppRow["verdict"] {
  const { verdict } = worst;
  const clusters = new Set(members.map((member) => member.cluster)).size;
  if (levelRank(verdict.level) < levelRank("healthy")) return clusters === 1 ? verdict : placed(verdict, worst.cluster);
  const counted = members.filter((member) => member.ready !== undefined && member.desired !== undefined);
  if (counted.length < 2) return verdict;
  const ready = sum(counted, (member) => member.ready ?? 0);
  const desired = sum(counted, (member) => member.desired ?? 0);
  const where = clusters === 1 ? `${members.length} workloads` : `${clusters} clusters`;
  return { ...verdict, sentence: `${ready} of ${desired} replicas ready, ${where}.` };
}

/** What speaks of its cluster already (a stale one) is left as it is. */
function placed(verdict: AppRow["verdict"], cluster: string): AppRow["verdict"] {
  if (verdict.sentence.includes(`\`${cluster}\``)) return verdict;
  const { sentence } = verdict;
  return { ...verdict, sentence: `In \`${cluster}\`, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` };
}

function refOf({ cluster, namespace, kind, name }: WorkloadRow): AppRow["worst"] {
  return { cluster, namespace, kind, name };
}

/** Versions by environment, in the order in which a change travels. */
function versionsOf(members: readonly WorkloadRow[]): AppRow["versions"] {
  const environments = [...Map.groupBy(members, (member) => member.environment.slug).values()]
    .map((list) => ({ environment: (list[0] as WorkloadRow).environment, versions: distinctVersions(list) }))
    .filter(({ versions }) => versions.length > 0)
    .sort((a, b) => a.environment.rank - b.environment.rank || compareText(a.environment.slug, b.environment.slug));
  return environments.map(({ environment, versions }, index) => {
    const before = environments[index - 1]?.versions;
    const current = before === undefined || before.join() === versions.join();
    return { environment: environment.slug, name: environment.name, versions, current };
  });
}

function distinctVersions(members: readonly WorkloadRow[]): string[] {
  const versions = members.map((member) => member.version).filter((version) => version !== undefined);
  return [...new Set(versions)].sort(compareText);
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
