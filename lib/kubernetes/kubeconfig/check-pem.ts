import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";

/** Either the checked value, or the rule that is broken. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rule: string };

export type CheckedCertificates = {
  /** PEM, only the certificates, in their order. */
  readonly pem: string;
  /** Epoch milliseconds at which the first one of them to end does. */
  readonly notAfter: number;
  readonly leaf: X509Certificate;
};

const MAX_PEM = 128 * 1024;
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----[A-Za-z0-9+/=\s]+-----END \1-----/g;
const KEY_TYPES = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"];

function no(rule: string): { ok: false; rule: string } {
  return { ok: false, rule };
}

/** Decodes strict base64 of a PEM text into its blocks, by type. */
function pemBlocks(base64: string): Checked<{ type: string; pem: string }[]> {
  const compact = base64.replace(/[\r\n ]/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) return no("must be base64");
  const text = Buffer.from(compact, "base64").toString("latin1");
  if (text.length > MAX_PEM) return no("must be at most 128 KiB");
  const blocks = [...text.matchAll(BLOCK)].map((match) => ({ type: match[1] ?? "", pem: match[0] }));
  return blocks.length === 0 ? no("must be base64 of a PEM text") : { ok: true, value: blocks };
}

/** Checks base64 of a PEM bundle of certificates: each one valid now and strong enough. */
export function checkCertificates(base64: string, now: number): Checked<CheckedCertificates> {
  const blocks = pemBlocks(base64);
  if (!blocks.ok) return blocks;
  if (blocks.value.some(({ type }) => type !== "CERTIFICATE")) return no("must hold certificates only");
  const certificates: X509Certificate[] = [];
  for (const { pem } of blocks.value) {
    const certificate = parseCertificate(pem);
    if (certificate === undefined) return no("must hold valid X.509 certificates");
    const weakness = weaknessOf(certificate, now);
    if (weakness !== undefined) return no(weakness);
    certificates.push(certificate);
  }
  const [leaf] = certificates;
  if (leaf === undefined) return no("must hold a certificate");
  const notAfter = Math.min(...certificates.map((one) => Date.parse(one.validTo)));
  return { ok: true, value: { pem: `${blocks.value.map(({ pem }) => pem).join("\n")}\n`, notAfter, leaf } };
}

/** Checks base64 of a PEM text with exactly one unencrypted private key that belongs to the certificate. */
export function checkPrivateKey(base64: string, certificate: X509Certificate | undefined): Checked<string> {
  const blocks = pemBlocks(base64);
  if (!blocks.ok) return blocks;
  const found = blocks.value.filter(({ type }) => type !== "EC PARAMETERS");
  if (found.some(({ type }) => type === "ENCRYPTED PRIVATE KEY")) return no("must not be encrypted");
  const [only, ...others] = found;
  if (only === undefined || others.length > 0 || !KEY_TYPES.includes(only.type))
    return no("must hold exactly one private key");
  const key = parseKey(only.pem);
  if (key === undefined) return no("must hold a valid private key");
  if (certificate !== undefined && !certificate.checkPrivateKey(key))
    return no("must be the key of the client certificate");
  return { ok: true, value: `${only.pem}\n` };
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    // Reading the key now: a certificate with a broken one fails here and not in the middle of a handshake.
    return certificate.publicKey.type === "public" ? certificate : undefined;
  } catch {
    return undefined;
  }
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function weaknessOf(certificate: X509Certificate, now: number): string | undefined {
  if (Date.parse(certificate.validTo) <= now)
    return `must not be expired (it ended on ${day(Date.parse(certificate.validTo))})`;
  if (Date.parse(certificate.validFrom) > now)
    return `must be valid now (it begins on ${day(Date.parse(certificate.validFrom))})`;
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    return "must have an RSA key of at least 2048 bits";
  if (/sha1|md5|md4|md2/i.test(certificate.signatureAlgorithm ?? "")) return "must not be signed with SHA-1 or MD5";
  return undefined;
}

/** "3 Nov 2026", in UTC. */
export function day(time: number): string {
  const format = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", format).format(time);
}
