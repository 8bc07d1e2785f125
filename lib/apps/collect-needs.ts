import type { Binding } from "#lib/access/types";
import { formatAge } from "#lib/core/format-age";
import type { ResourceQuotaRow } from "#lib/kubernetes/types/rows";
import { compareText } from "#lib/workloads/format";
import { share } from "#lib/workloads/sum-quotas";
import type { Home } from "./schemas.ts";

type Need = Home["needs"][number];

/** A grant that ends within this time is worth a word, in milliseconds. */
export const ENDS_SOON_MS = 7 * 86_400_000;
/** A quota this full is worth a word. */
const NEAR = 0.9;
const MAX_QUOTAS = 5;

/**
 * Grants that will end soon, the first to end first. The same grant over several clusters counts once.
 * @param now epoch milliseconds
 */
export function endingGrants(bindings: readonly Binding[], now: number): Need[] {
  const ending = bindings.filter(
    ({ source, startsAt, expiresAt }) =>
      source === "grant" &&
      (startsAt ?? 0) <= now &&
      expiresAt !== undefined &&
      expiresAt > now &&
      expiresAt - now < ENDS_SOON_MS,
  );
  const byGrant = new Map(ending.map((binding) => [binding.grantId, binding]));
  return [...byGrant.values()]
    .sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0))
    .map((binding) => ({ key: `grant/${binding.grantId}`, kind: "grant-ends", sentence: grantSentence(binding, now) }));
}

function grantSentence({ targetSlug, namespaces, expiresAt = 0 }: Binding, now: number): string {
  const names = namespaces.slice(0, 3).join(", ");
  const more = namespaces.length > 3 ? ` and ${namespaces.length - 3} more` : "";
  return `Grant on \`${targetSlug ?? "all clusters"}\` / \`${names}\`${more} ends in ${formatAge((expiresAt - now) / 1000)}`;
}

export type PlacedQuota = ResourceQuotaRow & { readonly clusterId: string; readonly cluster: string };

/** Quotas that are nearly used up, the fullest first. */
export function nearQuotas(quotas: readonly PlacedQuota[]): Need[] {
  return quotas
    .flatMap((quota) =>
      quota.items.filter((item) => item.used > 0 && share(item) >= NEAR).map((item) => ({ quota, item })),
    )
    .sort((a, b) => share(b.item) - share(a.item) || compareText(a.quota.namespace, b.quota.namespace))
    .slice(0, MAX_QUOTAS)
    .map(({ quota, item }) => ({
      key: `quota/${quota.clusterId}/${quota.namespace}/${quota.name}/${item.resource}`,
      kind: "quota-near",
      sentence: quotaSentence(quota, item),
      href: `/namespaces/${quota.cluster}/${quota.namespace}`,
    }));
}

function quotaSentence(quota: PlacedQuota, item: PlacedQuota["items"][number]): string {
  const where = `\`${quota.namespace}\` in \`${quota.cluster}\``;
  const percent = item.hard === 0 ? "over its limit of 0" : `${Math.floor((item.used / item.hard) * 100)} % used`;
  return `\`${item.resource}\` of ${where} is ${percent}`;
}
