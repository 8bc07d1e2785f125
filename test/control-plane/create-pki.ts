import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { issueAuthority, issueLeaf, type KeyPair, validFor } from "../../demo/pki/issue-certificates.ts";
import { kubeconfigOf } from "../../demo/pki/kubeconfig.ts";

/** Files and texts with which the parts of a control plane know each other. */
export type ControlPlanePki = {
  /** PEM. */
  readonly ca: string;
  /** Kubeconfig (YAML) in `system:masters`. */
  readonly adminKubeconfig: string;
  readonly files: {
    readonly ca: string;
    readonly caKey: string;
    readonly cert: string;
    readonly key: string;
    readonly admin: string;
    readonly adminKey: string;
    readonly accountKey: string;
    readonly accountPublicKey: string;
    readonly controllerManager: string;
    readonly scheduler: string;
    readonly adminKubeconfig: string;
  };
};

const CLIENTS = {
  admin: "O=system:masters, CN=kubernetes-admin",
  "controller-manager": "CN=system:kube-controller-manager",
  scheduler: "CN=system:kube-scheduler",
};
const VALID_DAYS = 30;

/** Issues the authority, serving and client certificates and the service account key, into `dir`. */
export async function createPki(dir: string, name: string, server: string): Promise<ControlPlanePki> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const write = async (file: string, text: string): Promise<string> => {
    const path = join(dir, file);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const { issuer, pair: ca } = await issueAuthority(`kubernetes-${name}`, serial());
  const leaf = (subject: string, serves: boolean): Promise<KeyPair> =>
    issueLeaf(issuer, { subject, serial: serial(), server: serves, validity: validFor(VALID_DAYS) });
  const configFor = (user: string, credential: KeyPair) =>
    kubeconfigOf([{ name: user, server, ca: ca.cert, credential }]);
  const component = async (user: "controller-manager" | "scheduler") =>
    write(`${user}.kubeconfig`, configFor(user, await leaf(CLIENTS[user], false)));
  const serving = await leaf("CN=kube-apiserver", true);
  const admin = await leaf(CLIENTS.admin, false);
  const account = accountKeys();
  const adminKubeconfig = configFor(name, admin);
  return {
    ca: ca.cert,
    adminKubeconfig,
    files: {
      ca: await write("ca.crt", ca.cert),
      caKey: await write("ca.key", ca.key),
      cert: await write("server.crt", serving.cert),
      key: await write("server.key", serving.key),
      admin: await write("admin.crt", admin.cert),
      adminKey: await write("admin.key", admin.key),
      accountKey: await write("accounts.key", account.privateKey),
      accountPublicKey: await write("accounts.pub", account.publicKey),
      controllerManager: await component("controller-manager"),
      scheduler: await component("scheduler"),
      adminKubeconfig: await write("admin.kubeconfig", adminKubeconfig),
    },
  };
}

/** The pair that signs and checks the tokens of service accounts. */
function accountKeys(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

/** A positive serial number of 63 bits. */
function serial(): string {
  return `0${randomBytes(8).toString("hex").slice(1)}`;
}
