import { isDeepStrictEqual } from "node:util";
import type { Context } from "#lib/context";
import { readKeyRing } from "#lib/credentials/key-ring";
import { openCredential } from "#lib/credentials/open-credential";
import type { StorableCredential } from "#lib/credentials/seal-credential";
import type { Cluster } from "#lib/db/generated/client";
import { type TriedContext, tryContext } from "./try-context.ts";

/** A further context of a cluster, with a sentence that says why its credential is not the one that is kept. */
export type UnusedContext = { readonly context: string; readonly reason: string };

export type LocalChoice = {
  /** The cluster as it is registered already. */
  readonly before: Cluster | undefined;
  /** With whose line and credential the cluster is connected; of a stored credential: how it was found now. */
  readonly use: TriedContext;
  readonly unused: readonly UnusedContext[];
};

type Group = { readonly contexts: readonly TriedContext[]; readonly current: string | undefined };

/**
 * Decides which credential a cluster has after an import: of the file's contexts the one that reads most, among equals
 * the current one, then the first. A stored credential that the file no longer has gives way to it, unless the cluster
 * refuses the file's or, tried now, the stored one reads more. Stores nothing.
 */
export async function chooseLocalCredential(ctx: Context, group: Group): Promise<LocalChoice> {
  const before = await findBefore(ctx, group.contexts);
  const stored = before && (await readStored(ctx, before));
  const isStored = ({ uploaded }: TriedContext) => isDeepStrictEqual(uploaded.credential, stored);
  const best = pick(group, isStored);
  const kept = before && stored && !isStored(best) ? await tryStored(ctx, before, stored, best) : undefined;
  const use = kept ?? best;
  const instead =
    kept === undefined
      ? `same cluster as ${best.uploaded.name}, whose credential is used`
      : `not used, ${before?.slug} keeps its stored credential`;
  const unused = group.contexts
    .filter((one) => one !== use)
    .map((one) => ({ context: one.uploaded.name, reason: `${instead}: ${whyNot(one, use.reach, group)}` }));
  return { before, use, unused };
}

/** By the uid of kube-system rather than by an address, which may have been another cluster's. */
async function findBefore(ctx: Context, contexts: readonly TriedContext[]): Promise<Cluster | undefined> {
  const servers = contexts.map(({ uploaded }) => uploaded.server);
  const uids = contexts.flatMap(({ facts }) => facts.uid ?? []);
  const found = await ctx.runtime.db.prisma.cluster.findMany({
    where: { OR: [{ server: { in: servers } }, { kubeSystemUid: { in: uids } }] },
    orderBy: { id: "asc" },
  });
  return found.find(({ kubeSystemUid }) => kubeSystemUid !== null && uids.includes(kubeSystemUid)) ?? found[0];
}

async function readStored({ runtime }: Context, { id }: Cluster): Promise<StorableCredential | undefined> {
  const where = { clusterId: id, purpose: "observe", status: "active" } as const;
  const row = await runtime.db.prisma.clusterCredential.findFirst({ where });
  try {
    return row === null ? undefined : openCredential(readKeyRing(runtime.env.WHEELHOUSE_ENCRYPTION_KEYS), row);
  } catch {
    // Its key is gone: nothing can be done with it.
    return undefined;
  }
}

/** While nothing answers, what is stored stays: it may have been found to be the better one before. */
function pick({ contexts, current }: Group, isStored: (one: TriedContext) => boolean): TriedContext {
  const rank = (one: TriedContext) => {
    if (one.reach <= 0 && isStored(one)) return 2;
    return one.uploaded.name === current ? 1 : 0;
  };
  const isBetter = (a: TriedContext, b: TriedContext) =>
    a.reach > b.reach || (a.reach === b.reach && rank(a) > rank(b));
  return contexts.filter((one) => isRun(one, contexts)).reduce((best, one) => (isBetter(one, best) ? one : best));
}

/** Of several credential plugins for one address the portal runs the first: see `readHeldCredentials`. */
function isRun(one: TriedContext, contexts: readonly TriedContext[]): boolean {
  const isPlugin = ({ uploaded }: TriedContext) => uploaded.credential.kind === "exec";
  return (
    !isPlugin(one) || one === contexts.find((other) => isPlugin(other) && other.uploaded.server === one.uploaded.server)
  );
}

/**
 * The stored credential as it is now, when it is to be kept: over the file's line where that answers, as the cluster may
 * have moved. A credential plugin replaces none that works: that one may have been made for the portal.
 */
async function tryStored(
  ctx: Context,
  before: Cluster,
  credential: StorableCredential,
  best: TriedContext,
): Promise<TriedContext | undefined> {
  const { server, caBundle, tlsServerName } = before;
  const registered = { server, ca: caBundle ?? undefined, tlsServerName: tlsServerName ?? undefined };
  const line = best.reach > 0 ? {} : registered;
  const uploaded = { ...best.uploaded, ...line, credential };
  if (best.reach < 0) return { ...best, uploaded };
  const tried = await tryContext(ctx, uploaded, before);
  const least = best.uploaded.credential.kind === "exec" ? 1 : best.reach + 1;
  return tried.reach < least ? undefined : { ...tried, uploaded: { ...uploaded, namespace: undefined } };
}

function whyNot(one: TriedContext, used: number, { contexts }: Group): string {
  if (one.reach < 0) return "the cluster does not accept this one";
  if (one.reach === 0) return "the cluster does not answer";
  if (!isRun(one, contexts)) return "of its credential plugins only the first is run";
  if (one.reach > used) return "a credential plugin replaces none that works";
  return one.reach < used ? "this one reads less" : "this one reads no more";
}
