import type { Context } from "#lib/context";
import { imageTag } from "#lib/kubernetes/kinds/image-tag";
import { objectsOf, templateOf } from "./below-of.ts";
import { collectBackends } from "./collect-backends.ts";
import { collectConfig } from "./collect-config.ts";
import { collectEvents } from "./collect-events.ts";
import { collectRelations, templatedBy } from "./collect-relations.ts";
import { collectUnlisted } from "./collect-unlisted.ts";
import { collectWorkloads } from "./collect-workloads.ts";
import { collectEvidence, nextStepOf } from "./explain-workload.ts";
import { findOwner } from "./find-owner.ts";
import { type FoundWorkload, findWorkload } from "./find-workload.ts";
import { compareText, compareWorkloads } from "./format.ts";
import { verdictContext } from "./judge-workload.ts";
import { narrowScope } from "./narrow-scope.ts";
import { readClusterRows } from "./read-cluster-rows.ts";
import { readPart } from "./read-part.ts";
import { readPodUse } from "./read-pod-use.ts";
import type { WorkloadAnswer, WorkloadDetail, WorkloadRef } from "./schemas.ts";
import { toPodDetail } from "./to-pod-detail.ts";
import { toQuotaUse } from "./to-quota-use.ts";
import { appOf, toWorkloadRow } from "./to-workload-row.ts";

/**
 * One workload with everything around it, from memory.
 * @throws `not_found` when it does not exist or the actor does not see it
 */
export async function getWorkload(ctx: Context, ref: WorkloadRef): Promise<Omit<WorkloadAnswer, "revision">> {
  const found = await findWorkload(ctx, ref);
  const { freshness } = found.cluster;
  const detail = await toDetail(ctx, found);
  return { items: [], freshness: [freshness], failures: freshness.state === "live" ? [] : [freshness], detail };
}

async function toDetail(ctx: Context, found: FoundWorkload): Promise<WorkloadDetail> {
  const { cluster, facts, row, narrowed } = found;
  const place = { clusterId: cluster.place.id, namespace: row.namespace };
  const context = verdictContext(facts, cluster.clock.judgedAt);
  const eventPart = readPart(ctx, narrowed, "Event", place);
  const events = collectEvents(eventPart.rows, new Set(objectsOf(facts).map((object) => object.uid)));
  const quotas = readPart(ctx, narrowed, "ResourceQuota", place);
  const metrics = readPodUse(ctx, narrowed, place);
  const parts = {
    Service: readPart(ctx, narrowed, "Service", place),
    Ingress: readPart(ctx, narrowed, "Ingress", place),
    HorizontalPodAutoscaler: readPart(ctx, narrowed, "HorizontalPodAutoscaler", place),
    PersistentVolumeClaim: readPart(ctx, narrowed, "PersistentVolumeClaim", place),
  };
  const owner = findOwner(facts, found.neighbours);
  const around = {
    owner,
    services: parts.Service.rows,
    ingresses: parts.Ingress.rows,
    autoscalers: parts.HorizontalPodAutoscaler.rows,
    claims: parts.PersistentVolumeClaim.rows,
    backendsOf: collectBackends(found.neighbours, readPart(ctx, narrowed, "Pod", place)),
  };
  return {
    row,
    freshness: cluster.freshness,
    evidence: collectEvidence(row.verdict, facts.pods, events),
    nextStep: nextStepOf(row.verdict),
    pods: facts.pods
      .toSorted((a, b) => compareText(a.name, b.name))
      .map((pod) => toPodDetail(pod, context, { revision: revisionName(found, pod.ownerUid), ...metrics })),
    metrics: { state: metrics.state },
    revisions: revisionsOf(found),
    relations: collectRelations(facts, around, context),
    labelsKnown: templateOf(templatedBy(facts, owner)) !== undefined,
    unlisted: collectUnlisted(parts),
    events: { state: eventPart.state, items: events },
    config: collectConfig(ctx, narrowed, facts, place),
    quotas: {
      state: quotas.state,
      items: quotas.rows.flatMap((quota) => quota.items.map((item) => toQuotaUse(quota.name, item))),
    },
    siblings: await siblingsOf(ctx, found),
  };
}

function revisionName({ facts }: FoundWorkload, ownerUid: string | undefined): string | undefined {
  if (facts.kind !== "Deployment") return undefined;
  const set = facts.replicaSets.find((one) => one.uid === ownerUid);
  return set?.appVersion ?? imageTag(set?.images[0]);
}

function revisionsOf({ facts }: FoundWorkload): WorkloadDetail["revisions"] {
  if (facts.kind !== "Deployment") return [];
  return facts.replicaSets
    .toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0) || b.createdAt - a.createdAt)
    .map(({ name, revision, images, ready, desired, createdAt }) => ({
      ...{ name, revision, ready, desired, createdAt },
      images: [...images],
    }));
}

/** The same application elsewhere in the viewer's sight: other clusters, and other workloads beside it. */
async function siblingsOf(ctx: Context, { row }: FoundWorkload): Promise<WorkloadDetail["siblings"]> {
  const { clusters } = readClusterRows(ctx, await narrowScope(ctx, {}));
  const same = clusters.flatMap((cluster) =>
    collectWorkloads(cluster)
      .filter((facts) => appOf(facts) === row.app)
      .map((facts) => toWorkloadRow(cluster, facts)),
  );
  return same
    .filter((other) => other.key !== row.key)
    .sort(compareWorkloads)
    .map(({ cluster, namespace, kind, name, environment, version, verdict, stale }) => ({
      ...{ cluster, namespace, kind, name, version, verdict, stale },
      environment: environment.slug,
    }));
}
