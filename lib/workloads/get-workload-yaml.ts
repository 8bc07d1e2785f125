import { stringify } from "yaml";
import { decide } from "#lib/access/decide";
import { kindCapability } from "#lib/access/kind-capability";
import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import { isForbidden } from "#lib/kubernetes/api/errors";
import { getObject } from "#lib/kubernetes/api/get-object";
import { readTemplate } from "#lib/kubernetes/kinds/read-template";
import { KINDS } from "#lib/kubernetes/kinds/registry";
import type { ClusterConnection, Impersonation } from "#lib/kubernetes/types/connection";
import { findWorkload } from "./find-workload.ts";
import { impersonationFor } from "./impersonate.ts";
import { redactObject } from "./redact-object.ts";
import type { WorkloadRef, WorkloadYaml } from "./schemas.ts";

/** Longest text that is shown, in characters. */
const MAX_LENGTH = 1024 * 1024;

/**
 * The object as its cluster has it now, as YAML, without managed fields and secret values, and without the names of
 * Secrets for people who may not list them.
 * @throws `not_found` as `getWorkload`, `forbidden` when the cluster itself refuses the person, `too_large`, and the
 * errors of a cluster that does not answer
 */
export async function getWorkloadYaml(ctx: Context, ref: WorkloadRef): Promise<WorkloadYaml> {
  const found = await findWorkload(ctx, ref);
  const { kind, namespace, name } = found.row;
  const clusterId = found.cluster.place.id;
  const capability = kindCapability(kind, "get");
  const via = await requireAccess(ctx, { kind: "resource", clusterId, namespace, capability });
  const connection = ctx.runtime.fleet.cluster(clusterId)?.connection;
  if (!connection) throw failure("cluster_unreachable", `${ref.cluster} is not connected.`);
  const impersonate = await impersonationFor(ctx, connection, via);
  const object = await readObject(connection, { kind, namespace, name }, { impersonate, signal: ctx.signal });
  const maySee = async (named: "ConfigMap" | "Secret") => {
    const request = { kind: "resource", clusterId, namespace, capability: kindCapability(named) } as const;
    return (await decide(ctx, request)).allowed;
  };
  const secretNames = await maySee("Secret");
  const { object: shown, redacted } = redactObject(object, { secretNames });
  const yaml = stringify(shown, { lineWidth: 0, aliasDuplicateObjects: false });
  if (yaml.length > MAX_LENGTH) throw failure("too_large", "The object is too large to be shown.");
  return {
    yaml,
    readAt: ctx.runtime.clock.now(),
    decidedBy: impersonate ? "impersonated" : "portal",
    redacted,
    refs: visibleRefs(object, { secretNames, configMapNames: await maySee("ConfigMap") }),
  };
}

type Place = Pick<WorkloadRef, "kind" | "namespace" | "name">;

async function readObject(
  connection: ClusterConnection,
  { kind, namespace, name }: Place,
  options: { impersonate: Impersonation | undefined; signal: AbortSignal | undefined },
): Promise<unknown> {
  const { group, version, resource } = KINDS[kind];
  try {
    return await getObject<unknown>(connection, { group, version, resource, namespace, name }, options);
  } catch (error) {
    if (!options.impersonate || !isForbidden(error)) throw error;
    const who = options.impersonate.groups.map((one) => `\`${one}\``).join(", ") || "you";
    const sentence = `${connection.target.slug} itself does not let ${who} read ${resource} in ${namespace}. A platform engineer must allow it there.`;
    throw failure("forbidden", sentence, { cause: error });
  }
}

/** Names of Secrets and ConfigMaps only for those who may list them. */
function visibleRefs(
  object: unknown,
  { secretNames, configMapNames }: { secretNames: boolean; configMapNames: boolean },
): WorkloadYaml["refs"] {
  const { configMaps, secrets } = readTemplate(templateOf(object), (text) => text);
  return { configMaps: configMapNames ? [...configMaps] : [], secrets: secretNames ? [...secrets] : [] };
}

type WithTemplate = { spec?: { template?: unknown; jobTemplate?: { spec?: { template?: unknown } } } };

/** Where the pod template is: in a workload, in a CronJob's Job, or the object itself for a pod. */
function templateOf(object: unknown): unknown {
  const { spec } = (object ?? {}) as WithTemplate;
  return spec?.template ?? spec?.jobTemplate?.spec?.template ?? object;
}
