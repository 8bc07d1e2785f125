import { parseAmount, parseCpu } from "./parse-quantity.ts";

/** An amount of a named resource as it stands in quotas and limit ranges: CPU in millicores, all else in whole units. */
export function parseResource(name: string, value: unknown): number | undefined {
  return name === "cpu" || name.endsWith(".cpu") ? parseCpu(value) : parseAmount(value);
}
