import type { FieldProblem } from "#lib/core/errors";
import type { ClusterCredential } from "../types/target.ts";

/** One usable context: everything that a ClusterTarget needs, and what a person should know before choosing it. */
export type KubeconfigContext = {
  readonly name: string;
  readonly clusterName: string;
  readonly userName: string;
  readonly namespace?: string;
  /** Normalised https URL without a trailing slash. */
  readonly server: string;
  /** PEM bundle; absent: the system's roots. */
  readonly ca?: string;
  readonly tlsServerName?: string;
  readonly credential: ClusterCredential;
  /** Epoch milliseconds at which the client certificate or the token ends, as far as it says. */
  readonly notAfter?: number;
  /** Sentences for people. */
  readonly warnings: readonly string[];
};

export type RefusedContext = { readonly context: string; readonly problems: readonly FieldProblem[] };

export type ParsedKubeconfig = {
  readonly contexts: readonly KubeconfigContext[];
  readonly refused: readonly RefusedContext[];
};
