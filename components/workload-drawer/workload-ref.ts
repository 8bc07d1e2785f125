import { kindOfSlug, kindSlug } from "#lib/workloads/format";
import type { WorkloadRef } from "#lib/workloads/schemas";

/** `eu-prod/pay-checkout/deployment/checkout-api`: a workload in one word of a URL. */
export function formatRef({ cluster, namespace, kind, name }: WorkloadRef): string {
  return `${cluster}/${namespace}/${kindSlug(kind)}/${name}`;
}

/** Undefined for a text that names no workload. */
export function parseRef(text: string): WorkloadRef | undefined {
  const [cluster, namespace, slug, name, ...rest] = text.split("/");
  const kind = kindOfSlug(slug ?? "");
  if (!cluster || !namespace || !kind || !name || rest.length > 0) return undefined;
  return { cluster, namespace, kind, name };
}
