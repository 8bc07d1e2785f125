import type { Context } from "#lib/context";
import { KIND_NAMES } from "#lib/kubernetes/kinds/registry";
import type { InventoryCluster } from "./read-inventory.ts";
import { type ClusterPlatform, diagnosisSchema, type ReachingGrant } from "./schemas.ts";

/** Connection, credentials, diagnosis and grants of one cluster. Only verbs that checked `clusters.manage` call it. */
export async function readClusterPlatform(ctx: Context, record: InventoryCluster): Promise<ClusterPlatform> {
  const handle = ctx.runtime.fleet.cluster(record.id);
  const health = handle?.connection.health();
  const credentials = await readCredentials(ctx, record.id);
  const diagnosis = diagnosisSchema.safeParse(record.status?.diagnosis);
  return {
    server: record.server,
    tlsServerName: record.tlsServerName ?? undefined,
    kubeSystemUid: record.kubeSystemUid ?? undefined,
    defaultNamespace: record.defaultNamespace ?? undefined,
    watchMode: handle?.watchMode ?? "unknown",
    protocol: health?.protocol,
    breaker: health?.breaker,
    openStreams: health?.openStreams,
    caches: handle === undefined ? [] : KIND_NAMES.map((kind) => ({ kind, ...cacheOf(handle.status(kind)) })),
    credentials,
    diagnosis: diagnosis.success ? diagnosis.data : undefined,
    registeredBy: await nameOf(ctx, record.createdById),
    registeredAt: record.createdAt.getTime(),
    grants: await readReachingGrants(ctx, record.id),
    custody: credentials.length === 0 ? "file" : "sealed",
    version: record.version,
  };
}

function cacheOf(status: { state: string; count: number; message: string | undefined }) {
  return { state: status.state, rows: status.count, message: status.message };
}

async function readCredentials(ctx: Context, clusterId: string) {
  const rows = await ctx.runtime.db.prisma.clusterCredential.findMany({
    where: { clusterId },
    orderBy: [{ createdAt: "desc" }],
    select: {
      id: true,
      purpose: true,
      kind: true,
      status: true,
      fingerprint: true,
      notAfter: true,
      createdAt: true,
      lastUsedAt: true,
    },
  });
  return rows.map(({ notAfter, createdAt, lastUsedAt, ...row }) => ({
    ...row,
    expiresAt: notAfter?.getTime(),
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime(),
  }));
}

async function nameOf(ctx: Context, userId: string | null): Promise<string | undefined> {
  if (userId === null) return undefined;
  const user = await ctx.runtime.db.prisma.user.findUnique({ where: { id: userId }, select: { displayName: true } });
  return user?.displayName;
}

/** Grants in force that reach the cluster: by itself, by a group, or by its environment. */
async function readReachingGrants(ctx: Context, clusterId: string): Promise<ReachingGrant[]> {
  const now = new Date(ctx.runtime.clock.now());
  const grants = await ctx.runtime.db.prisma.grant.findMany({
    where: {
      revokedAt: null,
      startsAt: { lte: now },
      AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }],
      OR: [
        { clusterId },
        { clusterGroup: { members: { some: { clusterId } } } },
        { environment: { clusters: { some: { id: clusterId } } } },
      ],
    },
    include: {
      team: { select: { name: true } },
      user: { select: { displayName: true } },
      clusterGroup: { select: { name: true } },
      environment: { select: { name: true } },
    },
  });
  const rows = grants.map((grant) => ({
    id: grant.id,
    subject: grant.team?.name ?? grant.user?.displayName ?? "",
    subjectKind: grant.team === null ? ("user" as const) : ("team" as const),
    ...viaOf(grant),
    namespaces: grant.namespaces,
    role: grant.role,
    expiresAt: grant.expiresAt?.getTime(),
  }));
  return rows.toSorted((a, b) => a.subject.localeCompare(b.subject));
}

type Targets = { clusterGroup: { name: string } | null; environment: { name: string } | null };

function viaOf({ clusterGroup, environment }: Targets): Pick<ReachingGrant, "via" | "viaName"> {
  if (clusterGroup !== null) return { via: "cluster-group", viaName: clusterGroup.name };
  if (environment !== null) return { via: "environment", viaName: environment.name };
  return { via: "cluster", viaName: "this cluster" };
}
