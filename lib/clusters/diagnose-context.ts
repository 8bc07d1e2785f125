import type { Context } from "#lib/context";
import { badField, failure, type WheelhouseError } from "#lib/core/errors";
import { diagnoseConnection } from "#lib/kubernetes/diagnosis/diagnose-connection";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import type { Diagnosis } from "#lib/kubernetes/types/diagnosis";
import type { ClusterDiagnosis } from "./schemas.ts";
import { type StepListener, tellSteps } from "./tell-steps.ts";
import { toDiagnosis } from "./to-diagnosis.ts";
import { withConnection } from "./with-connection.ts";

export type ContextFindings = {
  readonly diagnosis: ClusterDiagnosis;
  readonly facts: Diagnosis["facts"];
  /** Why a cluster cannot be registered with this context. */
  readonly problem: WheelhouseError | undefined;
};

export type ContextPlace = {
  /** The cluster's id, or what it is to be. */
  readonly id: string;
  readonly slug: string;
  /** Where to try what the credential cannot do cluster-wide; default: the context's own namespace. */
  readonly namespaces?: readonly string[];
};

/**
 * Connects once with a context that is not stored and finds out what it can do.
 * @param onStep hears of each step as it begins and ends
 * @throws the reason of `ctx.signal`
 */
export async function diagnoseContext(
  ctx: Context,
  context: KubeconfigContext,
  place: ContextPlace,
  onStep: StepListener = () => undefined,
): Promise<ContextFindings> {
  const { clock } = ctx.runtime;
  const { server, ca, tlsServerName, credential, namespace } = context;
  const { id, slug, namespaces = namespace === undefined ? [] : [namespace] } = place;
  const target = { id, slug, server, ca, tlsServerName, credential };
  const startedAt = clock.now();
  const found = await withConnection(ctx.runtime, target, (connection) =>
    diagnoseConnection(connection, { namespaces, clock, signal: ctx.signal, ...tellSteps(onStep) }),
  );
  const diagnosis = toDiagnosis(found, { startedAt, finishedAt: clock.now() });
  return { diagnosis, facts: found.facts, problem: problemOf(diagnosis) };
}

function problemOf({ steps }: ClusterDiagnosis): WheelhouseError | undefined {
  const failed = (id: string) => steps.find((step) => step.id === id && step.state === "failed");
  const unreachable = failed("reachable");
  if (unreachable) return blame("cluster_unreachable", "server", unreachable);
  const refused = failed("credential");
  return refused && blame("cluster_refused", "user", refused);
}

function blame(
  code: "cluster_unreachable" | "cluster_refused",
  field: string,
  step: { sentence: string; fix?: string },
) {
  const rule = [step.sentence, step.fix].filter(Boolean).join(" ");
  return failure(code, step.sentence, { fields: [{ field, rule }] });
}

/**
 * The registered cluster that this one already is: by the uid of kube-system, or by its address, as a cluster whose uid
 * nobody could read is registered without it.
 */
export async function findRegistered(
  ctx: Context,
  found: { readonly uid: string | undefined; readonly server: string },
): Promise<string | undefined> {
  const byUid = found.uid === undefined ? [] : [{ kubeSystemUid: found.uid }];
  const where = { OR: [{ server: found.server }, ...byUid] };
  const cluster = await ctx.runtime.db.prisma.cluster.findFirst({ where, select: { slug: true } });
  return cluster?.slug;
}

/** What to say about a cluster that is registered already. */
export function registeredAlready(slug: string): WheelhouseError {
  return badField("context", `is the cluster that is registered as ${slug}`);
}
