import { parseResource } from "./parse-resource.ts";

export type QuotaRefusal = {
  readonly quota: string;
  /** Amounts in the units of the rows. Only what would exceed the quota. */
  readonly exceeded: readonly {
    readonly resource: string;
    readonly requested: number;
    readonly used: number;
    readonly limited: number;
  }[];
};

const EXCEEDED = /exceeded quota: ([^\s,]+), requested: (\S+), used: (\S+), limited: (\S+)/;

/**
 * The refusal of the quota admission plugin: `exceeded quota: NAME, requested: R=N,…, used: R=N,…, limited: R=N,…`
 * (k8s.io/apiserver, plugin/resourcequota).
 */
export function parseQuotaRefusal(message: string): QuotaRefusal | undefined {
  const match = EXCEEDED.exec(message);
  if (!match) return undefined;
  const [, quota = "", ...lists] = match;
  const [requested, used, limited] = lists.map(parseAmounts);
  const exceeded = [...(limited ?? [])].map(([resource, limit]) => ({
    resource,
    requested: requested?.get(resource) ?? 0,
    used: used?.get(resource) ?? 0,
    limited: limit,
  }));
  return { quota, exceeded: exceeded.filter((item) => item.used + item.requested > item.limited) };
}

function parseAmounts(text: string): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const part of text.split(",")) {
    const at = part.lastIndexOf("=");
    const resource = part.slice(0, at);
    const amount = parseResource(resource, part.slice(at + 1));
    if (at > 0 && amount !== undefined) amounts.set(resource, amount);
  }
  return amounts;
}
