import type { UnreachableReason } from "#lib/kubernetes/types/connection";
import type { CacheStatus } from "#lib/kubernetes/types/fleet";

/** Clauses: they stand inside sentences ("has not answered for 4 min: the connection was refused"). */
const WORDS: Readonly<Record<UnreachableReason, string>> = {
  refused: "the connection was refused",
  timeout: "no answer came in time",
  dns: "its name does not resolve",
  tls: "its certificate is not accepted",
  reset: "the connection was cut off",
  "address-not-allowed": "its address is not allowed",
  redirect: "it answers with a redirect",
  credential: "it does not accept the portal's credential",
  throttled: "it asks to wait",
  "server-error": "it answers with errors",
  closed: "the connection was closed",
};

/**
 * Why a viewer's rows are not current, in our own words: the cluster's may name what is not theirs to know. Undefined
 * where there is nothing to say.
 */
export function freshnessSentence({ state, reason }: Pick<CacheStatus, "state" | "reason">): string | undefined {
  if (state === "live") return undefined;
  if (state === "forbidden") return "The credential of this cluster may not list this kind.";
  if (state === "unsupported") return "This cluster does not serve this kind.";
  return reason === undefined ? undefined : WORDS[reason];
}
