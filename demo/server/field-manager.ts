import type { Exchange } from "./exchange.ts";

/** Who a write's managed fields are booked to: the parameter, else the first word of the user agent. */
export function fieldManagerOf(exchange: Exchange): string {
  const given = exchange.query.get("fieldManager");
  if (given) return given;
  return exchange.header("user-agent").split("/")[0]?.trim() || "unknown";
}

export function isDryRun(exchange: Exchange): boolean {
  return exchange.query.getAll("dryRun").includes("All");
}
