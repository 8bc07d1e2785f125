import type { Context } from "#lib/context";
import { failure } from "#lib/core/errors";
import type { VerdictContext } from "#lib/kubernetes/kinds/verdict-context";
import { collectBackends } from "#lib/workloads/collect-backends";
import { collectEvents } from "#lib/workloads/collect-events";
import { claimRelation, ingressRelation, serviceRelation } from "#lib/workloads/collect-relations";
import { collectUnlisted } from "#lib/workloads/collect-unlisted";
import { compareWorkloads } from "#lib/workloads/format";
import { verdictContext } from "#lib/workloads/judge-workload";
import { lookupsOf } from "#lib/workloads/lookups-of";
import { type NarrowedScope, narrowScope } from "#lib/workloads/narrow-scope";
import { type Place, readPart } from "#lib/workloads/read-part";
import type { SeenWorkload } from "#lib/workloads/read-workloads";
import { toQuotaUse } from "#lib/workloads/to-quota-use";
import { readNamespaces } from "./read-namespaces.ts";
import type { NamespaceDetail, NamespaceRef } from "./schemas.ts";

/**
 * One namespace with its workloads, quotas, limits, events and neighbours, from memory.
 * @throws `not_found` when it does not exist or the actor does not see it
 */
export async function getNamespace(ctx: Context, ref: NamespaceRef): Promise<Omit<NamespaceDetail, "revision">> {
  const narrowed = await narrowScope(ctx, { cluster: [ref.cluster] });
  const { rows, workloads, clusters, freshness } = readNamespaces(ctx, narrowed, new Set([ref.namespace]));
  const [namespace] = rows;
  const [cluster] = clusters;
  if (!namespace || !cluster) throw failure("not_found");
  const place = { clusterId: cluster.place.id, namespace: ref.namespace };
  const context = verdictContext(lookupsOf(cluster.rows), cluster.clock.judgedAt);
  const events = readPart(ctx, narrowed, "Event", place);
  return {
    items: workloads.map(({ row }) => row).sort(compareWorkloads),
    freshness,
    failures: freshness.filter((entry) => entry.state !== "live"),
    namespace,
    ...limitsOf(ctx, narrowed, place),
    events: { state: events.state, items: collectEvents(events.rows) },
    ...relationsOf(ctx, narrowed, place, { workloads, context }),
    config: configOf(ctx, narrowed, place),
  };
}

function limitsOf(ctx: Context, narrowed: NarrowedScope, place: Place): Pick<NamespaceDetail, "quotas" | "limits"> {
  const quotas = readPart(ctx, narrowed, "ResourceQuota", place);
  const ranges = readPart(ctx, narrowed, "LimitRange", place);
  return {
    quotas: {
      state: quotas.state,
      items: quotas.rows.flatMap((quota) => quota.items.map((item) => toQuotaUse(quota.name, item))),
    },
    limits: {
      state: ranges.state,
      items: ranges.rows.flatMap(({ name, limits }) => limits.map((limit) => ({ name, ...limit }))),
    },
  };
}

function relationsOf(
  ctx: Context,
  narrowed: NarrowedScope,
  place: Place,
  { workloads, context }: { workloads: readonly SeenWorkload[]; context: VerdictContext },
): Pick<NamespaceDetail, "relations" | "unlisted"> {
  const parts = {
    Service: readPart(ctx, narrowed, "Service", place),
    Ingress: readPart(ctx, narrowed, "Ingress", place),
    PersistentVolumeClaim: readPart(ctx, narrowed, "PersistentVolumeClaim", place),
  };
  const services = parts.Service.rows;
  const names = new Set(services.map((service) => service.name));
  const backendsOf = collectBackends(workloads, readPart(ctx, narrowed, "Pod", place));
  const relations = [
    ...services.map((service) => serviceRelation(service, backendsOf(service), context)),
    ...parts.Ingress.rows.map((ingress) => ingressRelation(ingress, names, context)),
    ...parts.PersistentVolumeClaim.rows.map((claim) => claimRelation(claim, context)),
  ];
  return { relations, unlisted: collectUnlisted(parts) };
}

function configOf(ctx: Context, narrowed: NarrowedScope, place: Place): NamespaceDetail["config"] {
  const configMaps = readPart(ctx, narrowed, "ConfigMap", place);
  const secrets = readPart(ctx, narrowed, "Secret", place);
  return {
    state: configMaps.state,
    configMaps: configMaps.rows.map((row) => row.name).sort(),
    secrets: secrets.rows.map((row) => row.name).sort(),
  };
}
