import { requireAudited } from "#lib/audit/require-audited";
import { withAudit } from "#lib/audit/with-audit";
import type { Context } from "#lib/context";
import type { FieldProblem } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { mapBounded } from "#lib/core/map-bounded";
import { parseKubeconfig } from "#lib/kubernetes/kubeconfig/parse-kubeconfig";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import { publishChange } from "#lib/publish-change";
import { addressPolicyOf } from "./address-policy.ts";
import { diagnoseContext } from "./diagnose-context.ts";
import { readPlacement } from "./read-placement.ts";
import { replaceLocalCredential } from "./replace-local-credential.ts";
import { saveEnvironment } from "./save-environment.ts";
import { type NewCluster, storeCluster } from "./store-cluster.ts";
import { suggestSlug } from "./suggest-slug.ts";

export type LocalImport = {
  readonly registered: string[];
  /** Registered before: by the same address or the same kube-system uid. */
  readonly known: string[];
  readonly refused: { readonly context: string; readonly problems: readonly FieldProblem[] }[];
};

export type LocalKubeconfig = {
  readonly text: string | Uint8Array;
  readonly allowExec: boolean;
  /** Called as each context has been tried, and once before the first. */
  readonly onProgress?: (done: number, of: number) => void;
};

const ENVIRONMENT = { slug: "local", name: "Local", rank: 0 };
/** A file may name dozens of clusters of which many do not answer: each of those is waited for. */
const TRIED_AT_A_TIME = 6;

/**
 * Registers every usable context of an operator's own file. Unlike an upload it may hold credential plugins, when
 * `allowExec` says so; those are not stored (see `readHeldCredentials`). A cluster that does not answer now is
 * registered all the same. Running it again changes only credentials that the file has anew.
 * @throws `bad_input` when the file as a whole is not acceptable.
 */
export async function importLocalKubeconfig(ctx: Context, input: LocalKubeconfig): Promise<LocalImport> {
  const attempt = { action: "cluster.import", targetKind: "cluster", targetName: "the operator's kubeconfig" };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { env, clock, db } = ctx.runtime;
  const { allowExec } = input;
  const parsed = parseKubeconfig(input.text, { clock, addressPolicy: addressPolicyOf(env), allowExec });
  const result: LocalImport = {
    registered: [],
    known: [],
    refused: parsed.refused.map(({ context, problems }) => ({ context, problems })),
  };
  const tried = await tryAll(ctx, parsed.contexts, input.onProgress);
  if (parsed.contexts.length > 0 && (await db.prisma.environment.count()) === 0)
    await saveEnvironment(ctx, ENVIRONMENT);
  for (const one of tried) await importOne(ctx, one, result);
  await publishChange(ctx.runtime);
  return result;
}

type Tried = { readonly uploaded: KubeconfigContext } & Pick<NewCluster, "id" | "facts" | "diagnosis">;

async function tryAll(
  ctx: Context,
  contexts: readonly KubeconfigContext[],
  onProgress: LocalKubeconfig["onProgress"],
): Promise<Tried[]> {
  let done = 0;
  onProgress?.(done, contexts.length);
  return await mapBounded(contexts, TRIED_AT_A_TIME, async (uploaded) => {
    const tried = await tryOnce(ctx, uploaded);
    done += 1;
    onProgress?.(done, contexts.length);
    return tried;
  });
}

async function importOne(ctx: Context, { uploaded, id, ...found }: Tried, result: LocalImport): Promise<void> {
  const { prisma } = ctx.runtime.db;
  const same = found.facts.uid === undefined ? [] : [{ kubeSystemUid: found.facts.uid }];
  const before = await prisma.cluster.findFirst({ where: { OR: [{ server: uploaded.server }, ...same] } });
  if (before !== null) {
    await replaceLocalCredential(ctx, before, uploaded, found.diagnosis);
    result.known.push(before.slug);
    return;
  }
  const slugs = await prisma.cluster.findMany({ select: { slug: true } });
  const slug = suggestSlug(uploaded.name, new Set(slugs.map((cluster) => cluster.slug)));
  const environment = await prisma.environment.findFirstOrThrow({ orderBy: { rank: "asc" } });
  const place = await readPlacement(ctx.runtime.db, { environment: environment.slug, groups: [] });
  const wanted = { slug, displayName: slug, description: "", environment: environment.slug, groups: [] };
  const entry = { action: "cluster.register", targetKind: "cluster", targetId: id, targetName: slug, clusterId: id };
  await withAudit(ctx, { ...entry, detail: { server: uploaded.server, source: "file" } }, () =>
    storeCluster(ctx, { id, wanted, place, uploaded, ...found }),
  );
  result.registered.push(slug);
}

async function tryOnce(ctx: Context, uploaded: KubeconfigContext): Promise<Tried> {
  const id = newId(ctx.runtime.clock);
  const place = { id, slug: suggestSlug(uploaded.name, new Set()) };
  const { facts, diagnosis } = await diagnoseContext(ctx, uploaded, place);
  return { uploaded, id, facts, diagnosis };
}
