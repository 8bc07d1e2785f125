import { formatBytes } from "#lib/core/format-quantity";
import { deriveHorizontalPodAutoscalerVerdict } from "#lib/kubernetes/kinds/derive-horizontal-pod-autoscaler-verdict";
import { deriveIngressVerdict } from "#lib/kubernetes/kinds/derive-ingress-verdict";
import { derivePersistentVolumeClaimVerdict } from "#lib/kubernetes/kinds/derive-persistent-volume-claim-verdict";
import { deriveServiceVerdict, type ServiceBackend } from "#lib/kubernetes/kinds/derive-service-verdict";
import type { VerdictContext } from "#lib/kubernetes/kinds/verdict-context";
import type {
  HorizontalPodAutoscalerRow,
  IngressRow,
  PersistentVolumeClaimRow,
  ServiceRow,
} from "#lib/kubernetes/types/rows";
import { templateOf } from "./below-of.ts";
import { type BackendsOf, selectsPodsOf } from "./collect-backends.ts";
import { workloadPath } from "./format.ts";
import type { SeenWorkload } from "./read-workloads.ts";
import type { Relation } from "./schemas.ts";
import { toVerdict } from "./to-workload-row.ts";
import type { WorkloadFacts } from "./workload-facts.ts";

/** What stands beside workloads in one namespace, as far as the viewer may see. */
export type Neighbourhood = {
  /** What it runs for, where that is another workload. */
  readonly owner: SeenWorkload | undefined;
  readonly services: readonly ServiceRow[];
  readonly ingresses: readonly IngressRow[];
  readonly autoscalers: readonly HorizontalPodAutoscalerRow[];
  readonly claims: readonly PersistentVolumeClaimRow[];
  readonly backendsOf: BackendsOf;
};

/** Owner, services, ingresses, autoscalers and volume claims of a workload. */
export function collectRelations(facts: WorkloadFacts, around: Neighbourhood, context: VerdictContext): Relation[] {
  const templated = templatedBy(facts, around.owner);
  const services = around.services.filter((service) => selectsPodsOf(service, templated));
  const names = new Set(services.map((service) => service.name));
  const known = new Set(around.services.map((service) => service.name));
  const ingresses = around.ingresses.filter((ingress) => ingress.services.some((name) => names.has(name)));
  return [
    ...ownerOf(facts, around.owner),
    ...services.map((service) => serviceRelation(service, around.backendsOf(service), context)),
    ...ingresses.map((ingress) => ingressRelation(ingress, known, context)),
    ...around.autoscalers
      .filter((scaler) => scaler.targetKind === facts.kind && scaler.targetName === facts.row.name)
      .map(autoscalerRelation),
    ...around.claims.filter((claim) => uses(facts, templated, claim)).map((claim) => claimRelation(claim, context)),
  ];
}

/** The workload whose template its pods are made of: itself, or what it runs for where rows tell no labels of it. */
export function templatedBy(facts: WorkloadFacts, owner: SeenWorkload | undefined): WorkloadFacts {
  return templateOf(facts) === undefined ? (owner?.facts ?? facts) : facts;
}

function ownerOf({ row: { ownerKind, ownerName } }: WorkloadFacts, owner: SeenWorkload | undefined): Relation[] {
  if (ownerKind === undefined || ownerName === undefined) return [];
  if (!owner) return [{ kind: ownerKind, name: ownerName, relation: "owned by", facts: [] }];
  const { kind, name, verdict } = owner.row;
  const facts = ownerName === name ? [] : [`through ${ownerKind} ${ownerName}`];
  return [{ kind, name, relation: "owned by", facts, verdict, href: workloadPath(owner.row) }];
}

/** @param backends undefined when it is not known what it selects */
export function serviceRelation(
  service: ServiceRow,
  backends: readonly ServiceBackend[] | undefined,
  context: VerdictContext,
): Relation {
  const ports = service.ports.length === 0 ? [] : [service.ports.join(", ")];
  const addresses = service.loadBalancer.length > 0 ? service.loadBalancer : [service.clusterIp ?? ""].filter(Boolean);
  const verdict = toVerdict(deriveServiceVerdict({ service, backends }, context));
  return {
    kind: "Service",
    name: service.name,
    relation: "sends traffic",
    facts: [service.type, ...ports, ...addresses],
    verdict,
  };
}

export function ingressRelation(ingress: IngressRow, services: ReadonlySet<string>, context: VerdictContext): Relation {
  const verdict = toVerdict(deriveIngressVerdict({ ingress, services }, context));
  const facts = [...ingress.hosts, ingress.tls ? "TLS" : "no TLS", ...(ingress.className ? [ingress.className] : [])];
  return { kind: "Ingress", name: ingress.name, relation: "publishes", facts, verdict };
}

function autoscalerRelation(scaler: HorizontalPodAutoscalerRow): Relation {
  const facts = [`${scaler.min} to ${scaler.max} replicas`, `now ${scaler.current}, wants ${scaler.desired}`];
  const verdict = toVerdict(deriveHorizontalPodAutoscalerVerdict(scaler));
  return { kind: "HorizontalPodAutoscaler", name: scaler.name, relation: "scales", facts, verdict };
}

/** By the template, and for a StatefulSet by the names that its controller gives (`<template>-<set>-<ordinal>`). */
function uses(facts: WorkloadFacts, templated: WorkloadFacts, claim: PersistentVolumeClaimRow): boolean {
  if (templateOf(templated)?.claims.includes(claim.name)) return true;
  if (templated.kind !== "StatefulSet") return false;
  if (facts.kind === "Pod") return claim.name.endsWith(`-${facts.row.name}`);
  const match = /^(.+)-\d+$/.exec(claim.name);
  return match?.[1]?.endsWith(`-${facts.row.name}`) === true;
}

export function claimRelation(claim: PersistentVolumeClaimRow, context: VerdictContext): Relation {
  const size = claim.capacity ?? claim.requested;
  const facts = [size === undefined ? undefined : formatBytes(size), claim.storageClass].filter(
    (fact) => fact !== undefined,
  );
  const verdict = toVerdict(derivePersistentVolumeClaimVerdict(claim, context));
  return { kind: "PersistentVolumeClaim", name: claim.name, relation: "stores", facts, verdict };
}
