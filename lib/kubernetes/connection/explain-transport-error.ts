import type { PeerCertificate } from "node:tls";
import { isKubeError } from "../api/errors.ts";
import { kubeError } from "../api/kube-error.ts";
import type { UnreachableReason } from "../types/connection.ts";
import type { KubeError } from "../types/errors.ts";

type Explanation = readonly [UnreachableReason, string];

/** Node's and OpenSSL's error codes in words. */
const BY_CODE: Readonly<Record<string, Explanation>> = {
  ECONNREFUSED: ["refused", "connection refused"],
  EHOSTUNREACH: ["refused", "no route to the host"],
  ENETUNREACH: ["refused", "no route to the network"],
  EHOSTDOWN: ["refused", "the host is down"],
  EACCES: ["refused", "the connection is blocked on this host"],
  ETIMEDOUT: ["timeout", "the connection timed out"],
  ENOTFOUND: ["dns", "the name does not resolve"],
  ENODATA: ["dns", "the name does not resolve"],
  EAI_AGAIN: ["dns", "the name service does not answer"],
  EAI_FAIL: ["dns", "the name service failed"],
  ECONNRESET: ["reset", "the server closed the connection"],
  EPIPE: ["reset", "the server closed the connection"],
  ERR_STREAM_PREMATURE_CLOSE: ["reset", "the answer was cut off"],
  ERR_HTTP2_STREAM_ERROR: ["reset", "the server reset the request"],
  ERR_HTTP2_SESSION_ERROR: ["reset", "the server ended the connection with an error"],
  ERR_HTTP2_GOAWAY_SESSION: ["reset", "the server is closing the connection"],
  ERR_HTTP2_INVALID_SESSION: ["reset", "the connection was closed"],
  ERR_HTTP2_STREAM_CANCEL: ["reset", "the server closed the connection"],
  ERR_HTTP2_ERROR: ["reset", "the server does not speak HTTP/2 properly"],
  HPE_INVALID_CONSTANT: ["reset", "the server does not speak HTTP"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["tls", "the certificate is self-signed and is not the given CA"],
  SELF_SIGNED_CERT_IN_CHAIN: ["tls", "the certificate is not signed by the given CA"],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["tls", "the certificate is not signed by the given CA"],
  UNABLE_TO_GET_ISSUER_CERT: ["tls", "the certificate is not signed by the given CA"],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["tls", "the certificate is not signed by the given CA"],
  CERT_SIGNATURE_FAILURE: ["tls", "the certificate is not signed by the given CA"],
  CERT_NOT_YET_VALID: ["tls", "the certificate is not valid yet"],
  CERT_HAS_EXPIRED: ["tls", "the certificate has expired"],
  CERT_REVOKED: ["tls", "the certificate is revoked"],
  INVALID_CA: ["tls", "the certificate is signed by one that is not a CA"],
  INVALID_PURPOSE: ["tls", "the certificate is not for servers"],
  HOSTNAME_MISMATCH: ["tls", "the certificate is for another name"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls", "the certificate is for another name"],
  EPROTO: ["tls", "the server does not speak TLS as expected"],
};

/** Turns whatever a socket, a TLS handshake or an HTTP stream threw into a KubeError that a person can read. */
export function explainTransportError(cluster: string, error: unknown, certificate?: PeerCertificate): KubeError {
  if (isKubeError(error)) return error;
  const code = codeOf(error);
  const [unreachable, sentence] = BY_CODE[code] ?? byPrefix(code);
  return kubeError({ cluster, unreachable, message: withDate(code, sentence, certificate), cause: error });
}

function byPrefix(code: string): Explanation {
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")) {
    return ["tls", code.includes("ALERT") ? "the server refused the TLS handshake" : "the TLS handshake failed"];
  }
  if (code.startsWith("HPE_")) return ["reset", "the server does not speak HTTP properly"];
  return ["reset", "the connection failed"];
}

/** The error's own code, or that of the first attempt when several addresses were tried. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return "";
}

function withDate(code: string, sentence: string, certificate: PeerCertificate | undefined): string {
  if (code === "CERT_HAS_EXPIRED" && certificate?.valid_to)
    return `the certificate expired on ${day(certificate.valid_to)}`;
  if (code === "CERT_NOT_YET_VALID" && certificate?.valid_from) {
    return `the certificate is not valid before ${day(certificate.valid_from)}`;
  }
  return sentence;
}

/** "3 Nov 2026", in UTC. */
function day(text: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(text),
  );
}
