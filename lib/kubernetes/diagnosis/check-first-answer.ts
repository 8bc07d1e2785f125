import { day } from "../kubeconfig/check-pem.ts";
import type { Check } from "./diagnosis-context.ts";

const MINUTE = 60_000;
const SOON = 30 * 24 * 60 * MINUTE;
/** Kubernetes supports its three newest minor versions; older ones than this are not tried. */
const OLDEST_MINOR = 28;

/** The serving certificate: verified already, so the question is only how long it lasts. */
export const checkTls: Check = async ({ connection, clock }) => {
  const certificate = connection.health().servingCertificate;
  if (certificate === undefined) return { state: "unknown", sentence: "The serving certificate is not known." };
  const soon = certificate.notAfter - clock.now() < SOON;
  const sentence = `The serving certificate is issued by \`${certificate.issuer}\` and valid until ${day(certificate.notAfter)}.`;
  const fix = soon ? "Renew the API server's serving certificate." : undefined;
  return { state: soon ? "warning" : "ok", sentence, fix, facts: { certificate } };
};

/** The version, from the answer to `/version`. */
export const checkVersion: Check = async ({ first }) => {
  const version = readVersion(first.response.body);
  if (version === undefined && [401, 403].includes(first.response.status)) {
    return { state: "unknown", sentence: "The credential may not read the version." };
  }
  if (version === undefined) {
    const fix = "Check that the address is a Kubernetes API server.";
    return { state: "failed", sentence: "The server does not say which version of Kubernetes it has.", fix };
  }
  const facts = { version: version.text };
  if (version.minor >= OLDEST_MINOR) return { state: "ok", sentence: `Kubernetes ${version.text}.`, facts };
  const sentence = `Kubernetes ${version.text} is older than what Wheelhouse is tested with (1.${OLDEST_MINOR}).`;
  return { state: "warning", sentence, fix: "Upgrade the cluster.", facts };
};

function readVersion(body: Buffer): { text: string; minor: number } | undefined {
  try {
    const { gitVersion, minor }: { gitVersion?: unknown; minor?: unknown } = JSON.parse(body.toString("utf8"));
    if (typeof gitVersion !== "string" || !/^v\d[\w.+-]{0,60}$/.test(gitVersion)) return undefined;
    return { text: gitVersion, minor: Number.parseInt(String(minor), 10) };
  } catch {
    return undefined;
  }
}

/** HTTP/2 carries hundreds of watches over one connection; HTTP/1.1 needs one for each. */
export const checkProtocol: Check = async ({ connection }) => {
  const { protocol } = connection.health();
  if (protocol === "h2") return { state: "ok", sentence: "HTTP/2.", facts: { protocol } };
  if (protocol === undefined) return { state: "unknown", sentence: "The protocol is not known." };
  return {
    state: "warning",
    sentence: "HTTP/1.1 only: every watch needs a connection of its own.",
    fix: "Let the load balancer in front of the API server pass HTTP/2 through.",
    facts: { protocol },
  };
};

/** The cluster's clock, from the Date header, which has a resolution of one second. */
export const checkClock: Check = async ({ first }) => {
  const theirs = Date.parse(first.response.headers.date ?? "");
  if (Number.isNaN(theirs)) return { state: "unknown", sentence: "The server does not say what time it has." };
  const clockSkewMs = Math.abs(theirs - first.at) < 1_500 ? 0 : theirs - first.at;
  const facts = { clockSkewMs };
  const size = Math.abs(clockSkewMs);
  if (size < 30_000) return { state: "ok", sentence: "The clocks agree.", facts };
  const length = size < 2 * MINUTE ? `${Math.round(size / 1_000)} s` : `${Math.round(size / MINUTE)} min`;
  const sentence = `The cluster's clock is ${length} ${clockSkewMs > 0 ? "ahead" : "behind"}.`;
  const fix = "Synchronise the clocks: tokens and certificates are judged by time.";
  return { state: size < 5 * MINUTE ? "warning" : "failed", sentence, fix, facts };
};
