import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { requireAudited } from "#lib/audit/require-audited";
import type { Context } from "#lib/context";
import { parseInput } from "#lib/http/parse-input";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import { parseUpload } from "./read-kubeconfig.ts";
import { type InspectedContext, inspectKubeconfigInput } from "./schemas.ts";
import { suggestSlug } from "./suggest-slug.ts";

/** What one audit row names. */
const MOST_SERVERS = 20;

/**
 * The contexts of a kubeconfig as a table to choose from, refused ones with their reasons. Stores nothing, connects to
 * nothing, and answers with no secret of the file.
 * @throws `bad_input` when the file as a whole is not acceptable.
 */
export async function inspectKubeconfig(
  ctx: Context,
  input: z.input<typeof inspectKubeconfigInput>,
): Promise<{ contexts: InspectedContext[] }> {
  const entry = { action: "cluster.inspect", targetKind: "kubeconfig", targetName: "a kubeconfig" };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, entry);
  const { kubeconfig } = parseInput(inspectKubeconfigInput, input, "body");
  const parsed = parseUpload(ctx.runtime, kubeconfig);
  const servers = [...new Set(parsed.contexts.map(({ server }) => server))].slice(0, MOST_SERVERS);
  await recordAudit(ctx, { ...entry, result: "succeeded", detail: { servers, refused: parsed.refused.length } });
  const known = await ctx.runtime.db.prisma.cluster.findMany({ select: { slug: true, server: true } });
  const taken = new Set(known.map((cluster) => cluster.slug));
  const usable = parsed.contexts.map((context) => {
    const slug = suggestSlug(context.name, taken);
    taken.add(slug);
    return toInspected(context, slug, known.find((cluster) => cluster.server === context.server)?.slug);
  });
  const refused = parsed.refused.map(({ context, problems }) => ({
    name: context,
    suggestedSlug: suggestSlug(context, taken),
    problems: [...problems],
    warnings: [],
  }));
  return { contexts: [...usable, ...refused] };
}

function toInspected(context: KubeconfigContext, suggestedSlug: string, sameServerAs?: string): InspectedContext {
  const { name, server, namespace, credential, notAfter, userName, warnings } = context;
  return {
    name,
    server,
    user: userName,
    namespace,
    credentialKind: credential.kind === "exec" ? undefined : credential.kind,
    expiresAt: notAfter,
    suggestedSlug,
    sameServerAs,
    problems: [],
    warnings: [...warnings],
  };
}
