import type { ServiceRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { formatDuration } from "./format-duration.ts";
import { makeVerdict } from "./make-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

/** Load balancers of the clouds take up to a few minutes. */
const LONG_SECONDS = 300;

/** Judges a Service by what it says itself. Pure. */
export function deriveServiceVerdict(service: ServiceRow, context: VerdictContext): Verdict {
  const leaving = terminatingVerdict(service, context);
  if (leaving) return leaving;
  if (service.type === "ExternalName") {
    return makeVerdict("healthy", "External", `It is another name for \`${service.externalName ?? ""}\``);
  }
  if (service.type === "LoadBalancer" && service.loadBalancer.length === 0) {
    const waiting = context.now - service.createdAt;
    const sentence = `It has no address of a load balancer after ${formatDuration(waiting)}`;
    const level = waiting > LONG_SECONDS ? "degraded" : "progressing";
    return makeVerdict(level, "No address", sentence, { cause: "no-address", since: service.createdAt });
  }
  const ports = service.ports.length > 0 ? ` on ${service.ports.join(", ")}` : "";
  const at = service.loadBalancer[0] ?? service.clusterIp;
  const address = at === undefined || at === "None" ? "directly at its pods" : `at \`${at}\``;
  return makeVerdict("healthy", "Healthy", `Reached ${address}${ports}`);
}
