import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { kubeError } from "../api/kube-error.ts";
import { addressRule, isRefused, isSameHost, refusedHosts } from "../kubeconfig/check-server-address.ts";
import { normalHost } from "../kubeconfig/normal-host.ts";
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
  const own = await ownAddresses({ cluster, host, port, policy, lookup });
  for (const { address } of addresses) {
    const rule = addressRule(address, policy);
    const isOwn = isRefused(host, port, policy) || own.some((one) => isSameHost(one, address));
    if (rule === undefined && !isOwn) continue;
    const message = isOwn ? "the address is the portal itself or its database" : `the server address ${rule}`;
    throw kubeError({ cluster, unreachable: "address-not-allowed", message });
  }
  return addresses;
}

/** The refused hosts with the same port (a rare case); their names are resolved too, so that an alias is seen through. */
async function ownAddresses({ cluster, port, policy, lookup }: Question): Promise<string[]> {
  const resolve = async (host: string) => (isIP(host) === 0 ? await lookup(host) : [{ address: host }]);
  const hosts = (entries: readonly string[] = []) => refusedHosts(entries, port).map(normalHost);
  const unknown = () => {
    throw kubeError({ cluster, unreachable: "dns", message: "the portal's own addresses do not resolve" });
  };
  const found = await Promise.all([
    ...hosts(policy.refused).map((host) => resolve(host).catch(unknown)),
    ...hosts(policy.refusedIfKnown).map((host) => resolve(host).catch(() => [])),
  ]);
  return found.flat().map(({ address }) => address);
}
