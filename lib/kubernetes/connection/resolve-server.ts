import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { kubeError } from "../api/kube-error.ts";
import { addressRule, isRefused } from "../kubeconfig/check-server-address.ts";
import type { AddressPolicy } from "../types/target.ts";

/** Resolves a name to all its addresses. */
export type Lookup = (host: string) => Promise<readonly LookupAddress[]>;

type Question = { cluster: string; host: string; port: number; policy: AddressPolicy; lookup: Lookup };

/**
 * Resolves the server's name once and checks every address, so that the addresses connected to are the ones that were
 * checked. One address that is not allowed refuses them all: such a name is rebinding or misconfigured.
 * @throws KubeError `address-not-allowed`, or the lookup's own error
 */
export async function resolveServer({ cluster, host, port, policy, lookup }: Question): Promise<LookupAddress[]> {
  const family = isIP(host);
  const addresses = family === 0 ? [...(await lookup(host))] : [{ address: host, family }];
  if (addresses.length === 0) throw kubeError({ cluster, unreachable: "dns", message: "the name does not resolve" });
  const refusedAddresses = await addressesOfRefused(port, policy, lookup);
  for (const { address } of addresses) {
    const rule = addressRule(address, policy);
    const own = isRefused(host, port, policy) || isRefused(address, port, policy) || refusedAddresses.has(address);
    if (rule === undefined && !own) continue;
    const message = own ? "the address is the portal itself or its database" : `the server address ${rule}`;
    throw kubeError({ cluster, unreachable: "address-not-allowed", message });
  }
  return addresses;
}

/** Names on the refused list with the same port (a rare case) are resolved too, so that an alias is seen through. */
async function addressesOfRefused(port: number, policy: AddressPolicy, lookup: Lookup): Promise<Set<string>> {
  const hosts = policy.refused
    .filter((entry) => Number(entry.slice(entry.lastIndexOf(":") + 1)) === port)
    .map((entry) => entry.slice(0, entry.lastIndexOf(":")))
    .filter((host) => isIP(host.replace(/^\[|\]$/g, "")) === 0);
  const found = await Promise.all(hosts.map((host) => lookup(host).catch(() => [])));
  return new Set(found.flat().map(({ address }) => address));
}
