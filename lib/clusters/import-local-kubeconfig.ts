import { requireAudited } from "#lib/audit/require-audited";
import { withAudit } from "#lib/audit/with-audit";
import type { Context } from "#lib/context";
import type { FieldProblem } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { mapBounded } from "#lib/core/map-bounded";
import { isPlainMap } from "#lib/kubernetes/kubeconfig/field-reader";
import { parseKubeconfig } from "#lib/kubernetes/kubeconfig/parse-kubeconfig";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import { readYaml } from "#lib/kubernetes/kubeconfig/read-yaml";
import { publishChange } from "#lib/publish-change";
import { addressPolicyOf } from "./address-policy.ts";
import { chooseLocalCredential, type LocalChoice, type UnusedContext } from "./choose-local-credential.ts";
import { readPlacement } from "./read-placement.ts";
import { replaceLocalCredential } from "./replace-local-credential.ts";
import { saveEnvironment } from "./save-environment.ts";
import { storeCluster } from "./store-cluster.ts";
import { suggestSlug } from "./suggest-slug.ts";
import { type TriedContext, tryContext } from "./try-context.ts";

export type LocalImport = {
  readonly registered: string[];
  /** Registered before this import: by the same address or the same kube-system uid. */
  readonly known: string[];
  /** Contexts whose cluster has another credential, of the file or the stored one. */
  readonly unused: UnusedContext[];
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
 * Registers every cluster of an operator's own file, named like the context whose credential it gets (see
 * `chooseLocalCredential`). Unlike an upload the file may hold credential plugins, when `allowExec` says so; those are
 * not stored (see `readHeldCredentials`). A cluster that does not answer now is registered all the same. Running it
 * again changes only credentials that the file has anew.
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
    unused: [],
    refused: parsed.refused.map(({ context, problems }) => ({ context, problems })),
  };
  const tried = await tryAll(ctx, parsed.contexts, input.onProgress);
  if (parsed.contexts.length > 0 && (await db.prisma.environment.count()) === 0)
    await saveEnvironment(ctx, ENVIRONMENT);
  const groups = groupByCluster(tried);
  const current = currentContextOf(input.text);
  const choose = (contexts: readonly TriedContext[]) => chooseLocalCredential(ctx, { contexts, current });
  for (const choice of await mapBounded(groups, TRIED_AT_A_TIME, choose)) await importOne(ctx, choice, result);
  await publishChange(ctx.runtime);
  return result;
}

async function tryAll(
  ctx: Context,
  contexts: readonly KubeconfigContext[],
  onProgress: LocalKubeconfig["onProgress"],
): Promise<TriedContext[]> {
  let done = 0;
  onProgress?.(done, contexts.length);
  return await mapBounded(contexts, TRIED_AT_A_TIME, async (uploaded) => {
    const place = { id: newId(ctx.runtime.clock), slug: suggestSlug(uploaded.name, new Set()) };
    const tried = await tryContext(ctx, uploaded, place);
    done += 1;
    onProgress?.(done, contexts.length);
    return tried;
  });
}

/** The contexts of each cluster, which has one uid or, as far as nobody could read it, one address. */
function groupByCluster(tried: readonly TriedContext[]): TriedContext[][] {
  const uids = new Map(tried.flatMap(({ uploaded, facts }) => (facts.uid ? [[uploaded.server, facts.uid]] : [])));
  return [...Map.groupBy(tried, ({ uploaded }) => uids.get(uploaded.server) ?? uploaded.server).values()];
}

function currentContextOf(text: LocalKubeconfig["text"]): string | undefined {
  const root = readYaml(text);
  const current = isPlainMap(root) ? root.get("current-context") : undefined;
  return typeof current === "string" ? current : undefined;
}

async function importOne(ctx: Context, choice: LocalChoice, result: LocalImport): Promise<void> {
  const { before, use, unused } = choice;
  result.unused.push(...unused);
  if (before !== undefined) {
    await replaceLocalCredential(ctx, before, use.uploaded, use.diagnosis);
    result.known.push(before.slug);
    return;
  }
  result.registered.push(await register(ctx, use));
}

async function register(ctx: Context, { uploaded, id, facts, diagnosis }: TriedContext): Promise<string> {
  const { prisma } = ctx.runtime.db;
  const slugs = await prisma.cluster.findMany({ select: { slug: true } });
  const slug = suggestSlug(uploaded.name, new Set(slugs.map((cluster) => cluster.slug)));
  const environment = await prisma.environment.findFirstOrThrow({ orderBy: { rank: "asc" } });
  const place = await readPlacement(ctx.runtime.db, { environment: environment.slug, groups: [] });
  const wanted = { slug, displayName: slug, description: "", environment: environment.slug, groups: [] };
  const entry = { action: "cluster.register", targetKind: "cluster", targetId: id, targetName: slug, clusterId: id };
  await withAudit(ctx, { ...entry, detail: { server: uploaded.server, source: "file" } }, () =>
    storeCluster(ctx, { id, wanted, place, uploaded, facts, diagnosis }),
  );
  return slug;
}
