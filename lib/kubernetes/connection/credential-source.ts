import type { Clock } from "#lib/core/clock";
import { kubeError } from "../api/kube-error.ts";
import type { ClusterTarget } from "../types/target.ts";
import type { ClientCertificate } from "./dial.ts";
import { runExecPlugin } from "./run-exec-plugin.ts";

export type Presented = {
  readonly token: string | undefined;
  readonly certificate: ClientCertificate | undefined;
};

export type CredentialSource = {
  /** What to present now. @throws KubeError `credential` when an exec plugin fails */
  get(): Promise<Presented>;
  /** The certificate presented last, for dials that happen outside a request. */
  current(): ClientCertificate | undefined;
  /** The server refused what `get` returned. True when a new attempt could present something else. */
  invalidate(): boolean;
};

const TOKEN = /^[\x21-\x7e]{1,65536}$/;
/** A plugin's credential is renewed this long before it expires. */
const RENEW_BEFORE_MS = 60_000;

/**
 * The credential of one cluster. Tokens and certificates are constant; an exec plugin runs once for all waiting
 * requests and its answer is kept until it expires.
 */
export function createCredentialSource(target: ClusterTarget, clock: Clock, execMs: number): CredentialSource {
  const { credential, slug } = target;
  if (credential.kind !== "exec") {
    const certificate = credential.kind === "clientCertificate" ? credential : undefined;
    const token = credential.kind === "token" ? credential.token : undefined;
    return {
      get: async () => ({ token: checkedToken(slug, token), certificate }),
      current: () => certificate,
      invalidate: () => false,
    };
  }
  let kept: { presented: Presented; until: number } | undefined;
  let running: Promise<Presented> | undefined;
  const renew = async () => {
    const answer = await runExecPlugin(slug, credential, execMs);
    const presented = {
      token: checkedToken(slug, answer.token),
      certificate: answer.certificate,
    };
    kept = { presented, until: answer.expiresAt === undefined ? Infinity : answer.expiresAt - RENEW_BEFORE_MS };
    return presented;
  };
  return {
    get: () => {
      if (kept !== undefined && clock.now() < kept.until) return Promise.resolve(kept.presented);
      running ??= renew().finally(() => {
        running = undefined;
      });
      return running;
    },
    current: () => kept?.presented.certificate,
    invalidate: () => {
      kept = undefined;
      return true;
    },
  };
}

function checkedToken(cluster: string, token: string | undefined): string | undefined {
  if (token === undefined || TOKEN.test(token)) return token;
  throw kubeError({
    cluster,
    unreachable: "credential",
    message: "the token has characters that a header cannot carry",
  });
}
