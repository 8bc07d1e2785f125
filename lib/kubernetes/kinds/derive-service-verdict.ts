import type { ServiceRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { formatDuration } from "./format-duration.ts";
import { countWord, makeVerdict } from "./make-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

/** Load balancers of the clouds take up to a few minutes. */
const LONG_SECONDS = 300;

/** A workload whose pods a service selects. */
export type ServiceBackend = {
  readonly name: string;
  readonly ready: number;
  readonly wanted: number;
  /** It changes, and nothing is wrong with it so far. */
  readonly starting: boolean;
};

export type ServiceFacts = {
  readonly service: ServiceRow;
  /** Undefined when it is not known what it selects. */
  readonly backends: readonly ServiceBackend[] | undefined;
};

/** Judges a Service by its address and by whether a pod behind it is ready. Pure. */
export function deriveServiceVerdict({ service, backends }: ServiceFacts, context: VerdictContext): Verdict {
  const leaving = terminatingVerdict(service, context);
  if (leaving) return leaving;
  if (service.type === "ExternalName") {
    const name = service.externalName ?? "";
    return defined(`It is another name for \`${name}\`; nothing is known of what answers there`);
  }
  if (service.type === "LoadBalancer" && service.loadBalancer.length === 0) {
    const waiting = context.now - service.createdAt;
    const sentence = `It has no address of a load balancer after ${formatDuration(waiting)}`;
    const level = waiting > LONG_SECONDS ? "degraded" : "progressing";
    return makeVerdict(level, "No address", sentence, { cause: "no-address", since: service.createdAt });
  }
  const reached = `Reached ${addressOf(service)}`;
  const selector = Object.entries(service.selector ?? {}).map(([key, value]) => `${key}=${value}`);
  if (selector.length === 0) {
    return defined(`${reached}; it has no selector, so somebody else sets where it sends to`);
  }
  if (backends === undefined) return defined(`${reached}; nothing is known of the pods behind it`);
  if (backends.length === 0) {
    const sentence = `Its selector \`${selector.join(",")}\` finds no pod`;
    return makeVerdict("degraded", "Selects no pod", sentence, { cause: "service-no-pod" });
  }
  return backedVerdict(service, backends, reached);
}

function backedVerdict(service: ServiceRow, backends: readonly ServiceBackend[], reached: string): Verdict {
  const ready = backends.reduce((sum, backend) => sum + backend.ready, 0);
  const wanted = backends.reduce((sum, backend) => sum + backend.wanted, 0);
  if (ready > 0) {
    const pods = countWord(Math.max(wanted, ready), "pod");
    return makeVerdict("healthy", "Healthy", `${reached}, ${ready} of ${pods} ready`);
  }
  const names = backends.map(({ name }) => `\`${name}\``).join(", ");
  if (wanted === 0) {
    const are = backends.length === 1 ? "is" : "are";
    const sentence = `No pod runs behind it: ${names} ${are} scaled to zero`;
    return makeVerdict("idle", "No pods", sentence, { cause: "service-scaled-to-zero" });
  }
  const starting = backends.every((backend) => backend.starting || backend.wanted === 0);
  // Peers that find each other by DNS may have asked for pods that are not ready, too.
  const worst = service.clusterIp === "None" ? "degraded" : "failing";
  const sentence =
    wanted === 1
      ? `The pod of ${names} behind it is not ready`
      : `None of the ${wanted} pods of ${names} behind it is ready`;
  return makeVerdict(starting ? "progressing" : worst, "No ready pod", sentence, { cause: "service-no-ready-pod" });
}

/** What is known is that it exists. */
function defined(sentence: string): Verdict {
  return makeVerdict("unknown", "Defined", sentence);
}

function addressOf({ loadBalancer, clusterIp, ports }: ServiceRow): string {
  const at = loadBalancer[0] ?? clusterIp;
  const address = at === undefined || at === "None" ? "directly at its pods" : `at \`${at}\``;
  return ports.length > 0 ? `${address} on ${ports.join(", ")}` : address;
}
