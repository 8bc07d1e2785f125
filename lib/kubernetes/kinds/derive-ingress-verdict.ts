import type { IngressRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { formatDuration } from "./format-duration.ts";
import { countWord, makeVerdict } from "./make-verdict.ts";
import { terminatingVerdict } from "./terminating-verdict.ts";
import type { VerdictContext } from "./verdict-context.ts";

const LONG_SECONDS = 300;

export type IngressFacts = {
  readonly ingress: IngressRow;
  /** Names of the services in its namespace; absent when they are not known. */
  readonly services?: ReadonlySet<string>;
};

/** Judges an Ingress by its address and by whether its services exist. Pure. */
export function deriveIngressVerdict({ ingress, services }: IngressFacts, context: VerdictContext): Verdict {
  const leaving = terminatingVerdict(ingress, context);
  if (leaving) return leaving;
  const missing = services ? ingress.services.filter((name) => !services.has(name)) : [];
  if (missing.length > 0) {
    const names = missing
      .slice(0, 3)
      .map((name) => `\`${name}\``)
      .join(", ");
    const sentence = `It sends to ${missing.length === 1 ? "a service that does" : "services that do"} not exist: ${names}`;
    return makeVerdict("failing", "No service", sentence, { cause: "service-missing" });
  }
  if (ingress.addresses.length === 0) {
    const waiting = context.now - ingress.createdAt;
    const level = waiting > LONG_SECONDS ? "degraded" : "progressing";
    const which = ingress.className ? ` of class \`${ingress.className}\`` : "";
    const sentence = `No ingress controller${which} has given it an address after ${formatDuration(waiting)}`;
    return makeVerdict(level, "No address", sentence, { cause: "no-address", since: ingress.createdAt });
  }
  const hosts =
    ingress.hosts.length > 0
      ? ingress.hosts
          .slice(0, 2)
          .map((host) => `\`${host}\``)
          .join(", ")
      : "any host";
  const rest = ingress.hosts.length > 2 ? ` and ${countWord(ingress.hosts.length - 2, "other")}` : "";
  return makeVerdict("healthy", "Healthy", `Serves ${hosts}${rest}${ingress.tls ? " with TLS" : ""}`);
}
