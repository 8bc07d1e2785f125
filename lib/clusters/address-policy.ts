import { networkInterfaces } from "node:os";
import type { Env } from "#lib/core/env";
import { databaseAddresses } from "#lib/db/database-addresses";
import { isLocalHost } from "#lib/kubernetes/kubeconfig/normal-host";
import type { AddressPolicy } from "#lib/kubernetes/types/target";

/**
 * Which addresses clusters may have: public ones, what the operator allows, never the portal or its database.
 * @throws Error when DATABASE_URL cannot be read
 */
export function addressPolicyOf(env: Env): AddressPolicy {
  const allowed = env.WHEELHOUSE_ALLOW_ADDRESSES.split(",").map((word) => word.trim());
  const database = env.DATABASE_URL === undefined ? [] : databaseAddresses(env.DATABASE_URL);
  return {
    allowLoopback: allowed.includes("loopback"),
    allowPrivate: allowed.includes("private"),
    refused: [`${env.HOST}:${env.PORT}`, ...database].flatMap(withInterfaces),
    refusedIfKnown: publicAddress(env.WHEELHOUSE_URL),
  };
}

/** What listens on this machine may answer on each of its interfaces. */
function withInterfaces(entry: string): string[] {
  const at = entry.lastIndexOf(":");
  const own = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
  if (!isLocalHost(entry.slice(0, at))) return [entry];
  return [entry, ...own.map((address) => `${address}${entry.slice(at)}`)];
}

function publicAddress(text: string | undefined): string[] {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || url.hostname === "") return [];
  return [`${url.hostname}:${url.port || (url.protocol === "http:" ? "80" : "443")}`];
}
