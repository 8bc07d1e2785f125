import "reflect-metadata";
import { randomBytes } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { systemClock } from "#lib/core/clock";

const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY = 86_400_000;

/** PEM texts. */
export type IssuedCertificate = {
  readonly certificate: string;
  readonly key: string;
  readonly issuer: { readonly certificate: x509.X509Certificate; readonly keys: CryptoKeyPair };
};

type Wish = {
  readonly commonName: string;
  /** Absent: signs itself and may sign others. */
  readonly signer?: IssuedCertificate;
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  /** Days from now. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** RSA of this many bits instead of P-256. */
  readonly rsaBits?: number;
  readonly sha1?: boolean;
};

/** Issues a certificate for tests: an authority when it has no signer, else one for servers and clients. */
export async function issueCertificate(wish: Wish): Promise<IssuedCertificate> {
  const algorithm = wish.rsaBits === undefined ? EC : rsa(wish.rsaBits, wish.sha1 === true ? "SHA-1" : "SHA-256");
  const keys: CryptoKeyPair = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const signerKeys = wish.signer?.issuer.keys ?? keys;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `0${randomBytes(8).toString("hex").slice(1)}`,
    subject: `CN=${wish.commonName}`,
    issuer: wish.signer?.issuer.certificate.subject ?? `CN=${wish.commonName}`,
    notBefore: new Date(systemClock.now() + (wish.notBefore ?? -1) * DAY),
    notAfter: new Date(systemClock.now() + (wish.notAfter ?? 30) * DAY),
    publicKey: keys.publicKey,
    signingKey: signerKeys.privateKey,
    signingAlgorithm: wish.sha1 === true ? { ...algorithm, hash: "SHA-1" } : algorithm,
    extensions: extensions(wish),
  });
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    certificate: certificate.toString("pem"),
    key: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"),
    issuer: { certificate, keys },
  };
}

function rsa(modulusLength: number, hash: string) {
  return { name: "RSASSA-PKCS1-v1_5", modulusLength, publicExponent: new Uint8Array([1, 0, 1]), hash };
}

function extensions(wish: Wish): x509.Extension[] {
  if (wish.signer === undefined) {
    const usages = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.digitalSignature;
    return [new x509.BasicConstraintsExtension(true, undefined, true), new x509.KeyUsagesExtension(usages, true)];
  }
  const names: x509.JsonGeneralNames = [
    ...(wish.names ?? ["localhost"]).map((value) => ({ type: "dns" as const, value })),
    ...(wish.addresses ?? ["127.0.0.1"]).map((value) => ({ type: "ip" as const, value })),
  ];
  const purposes = [x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth];
  return [new x509.ExtendedKeyUsageExtension(purposes), new x509.SubjectAlternativeNameExtension(names)];
}
