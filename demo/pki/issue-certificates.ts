import "reflect-metadata";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY = 86_400_000;

export type KeyPair = { cert: string; key: string };
type Issuer = { certificate: x509.X509Certificate; keys: CryptoKeyPair };

const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);

async function keyPem(keys: CryptoKeyPair): Promise<string> {
  const der = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return x509.PemConverter.encode(der, "PRIVATE KEY");
}

export type Validity = { notBefore: Date; notAfter: Date };

export function validFor(days: number, from = Date.now()): Validity {
  return { notBefore: new Date(from - DAY), notAfter: new Date(from + days * DAY) };
}

/** A self-signed certificate authority. */
export async function issueAuthority(name: string, serial: string): Promise<{ issuer: Issuer; pair: KeyPair }> {
  const keys = await newKeys();
  const usages =
    x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial,
    name: `CN=${name}`,
    ...validFor(3650),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(usages, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { issuer: { certificate, keys }, pair: { cert: certificate.toString("pem"), key: await keyPem(keys) } };
}

type Leaf = { subject: string; serial: string; server: boolean; validity: Validity };

/** A certificate for serving on loopback, or for a client. */
export async function issueLeaf({ certificate, keys: signer }: Issuer, leaf: Leaf): Promise<KeyPair> {
  const keys = await newKeys();
  const usage = leaf.server ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
  const names: x509.JsonGeneralNames = [
    { type: "dns", value: "localhost" },
    { type: "dns", value: "kubernetes.default.svc" },
    { type: "ip", value: "127.0.0.1" },
    { type: "ip", value: "::1" },
  ];
  const issued = await x509.X509CertificateGenerator.create({
    serialNumber: leaf.serial,
    subject: leaf.subject,
    issuer: certificate.subject,
    ...leaf.validity,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([usage]),
      await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey),
      ...(leaf.server ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return { cert: issued.toString("pem"), key: await keyPem(keys) };
}
