import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KeyPair } from "./issue-certificates.ts";

/** The certificates and keys of one cluster, PEM. */
export type ClusterPki = {
  ca: string;
  server: KeyPair;
  /** A serving certificate that ran out yesterday, for tests of TLS errors. */
  expiredServer: KeyPair;
  /** Client certificate of `kubernetes-admin` in `system:masters`. */
  admin: KeyPair;
  /** Signs service account tokens. */
  tokenKey: string;
  createdAt: number;
};

const MAX_AGE = 180 * 86_400_000;

async function createPki(slug: string): Promise<ClusterPki> {
  const { issueAuthority, issueLeaf, validFor } = await import("./issue-certificates.ts");
  const serial = (): string => `0${randomBytes(8).toString("hex").slice(1)}`;
  const { issuer, pair } = await issueAuthority(`kubernetes-${slug}`, serial());
  const yesterday = { notBefore: new Date(Date.now() - 20 * 86_400_000), notAfter: new Date(Date.now() - 86_400_000) };
  const [server, expiredServer, admin] = await Promise.all([
    issueLeaf(issuer, { subject: "CN=kube-apiserver", serial: serial(), server: true, validity: validFor(365) }),
    issueLeaf(issuer, { subject: "CN=kube-apiserver", serial: serial(), server: true, validity: yesterday }),
    issueLeaf(issuer, {
      subject: "O=system:masters, CN=kubernetes-admin",
      serial: serial(),
      server: false,
      validity: validFor(365),
    }),
  ]);
  return {
    ca: pair.cert,
    server,
    expiredServer,
    admin,
    tokenKey: randomBytes(32).toString("hex"),
    createdAt: Date.now(),
  };
}

/** The certificates of a cluster: from the state directory when they are there, else new ones. */
export async function clusterPki(slug: string, dir: string | undefined): Promise<ClusterPki> {
  if (!dir) return createPki(slug);
  const file = join(dir, "pki", `${slug}.json`);
  const known = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as ClusterPki,
    () => undefined,
  );
  if (known && Date.now() - known.createdAt < MAX_AGE) return known;
  const pki = await createPki(slug);
  await mkdir(join(dir, "pki"), { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(pki), { mode: 0o600 });
  return pki;
}
