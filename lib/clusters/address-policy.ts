import type { Env } from "#lib/core/env";
import type { AddressPolicy } from "#lib/kubernetes/types/target";

/** Which addresses clusters may have: public ones, what the operator allows, never the portal or its database. */
export function addressPolicyOf(env: Env): AddressPolicy {
  const allowed = env.WHEELHOUSE_ALLOW_ADDRESSES.split(",").map((word) => word.trim());
  return {
    allowLoopback: allowed.includes("loopback"),
    allowPrivate: allowed.includes("private"),
    refused: [`${env.HOST}:${env.PORT}`, ...hostPortOf(env.WHEELHOUSE_URL, 443), ...hostPortOf(env.DATABASE_URL, 5432)],
  };
}

function hostPortOf(text: string | undefined, defaultPort: number): string[] {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || url.hostname === "") return [];
  const port = url.port || (url.protocol === "http:" ? "80" : String(defaultPort));
  return [`${url.hostname}:${port}`];
}
