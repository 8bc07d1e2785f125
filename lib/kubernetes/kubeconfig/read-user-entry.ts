import type { FieldProblem } from "#lib/core/errors";
import type { ClusterCredential } from "../types/target.ts";
import { checkExtensions } from "./check-extensions.ts";
import { checkCertificates, checkPrivateKey } from "./check-pem.ts";
import { checkKeys, type MapReader, type Refusal, readMap } from "./field-reader.ts";
import { readExec } from "./read-exec.ts";
import { readToken } from "./read-token.ts";
import type { Plain } from "./read-yaml.ts";

export type UserEntry = { credential: ClusterCredential | undefined; notAfter: number | undefined; warnings: string[] };

const KNOWN = ["token", "client-certificate-data", "client-key-data", "extensions", "exec"];
const FLATTEN = "kubectl config view --raw --flatten";
const ACTING = "is not supported: Wheelhouse decides itself for whom it acts";
const PASSWORD = "is not supported: give a token or a client certificate";
const REFUSED: Readonly<Record<string, Refusal>> = {
  "auth-provider": ["is not supported: give a token or a client certificate", "token: eyJ…"],
  tokenFile: ["must not name a file; give the content as token", FLATTEN],
  "token-file": ["must not name a file; give the content as token", FLATTEN],
  "client-certificate": ["must not name a file; give the content as client-certificate-data", FLATTEN],
  "client-key": ["must not name a file; give the content as client-key-data", FLATTEN],
  as: [ACTING],
  "as-groups": [ACTING],
  "as-uid": [ACTING],
  "as-user-extra": [ACTING],
  username: [PASSWORD],
  password: [PASSWORD],
};

/** Reads the value of `users[n].user`: exactly one of a token, a client certificate with its key, or an allowed plugin. */
export function readUserEntry(
  value: ReadonlyMap<string, Plain>,
  path: string,
  options: { now: number; allowExec: boolean },
  problems: FieldProblem[],
): UserEntry {
  const before = problems.length;
  const reader = readMap(value, path, problems);
  checkKeys(reader, value, KNOWN, REFUSED);
  checkExtensions(reader, "extensions");
  const entry = readCredential(reader, options);
  if (entry.credential === undefined && problems.length === before) {
    reader.problem("token", "a token or a client certificate is required", "token: eyJ…");
  }
  return entry;
}

function readCredential(reader: MapReader, options: { now: number; allowExec: boolean }): UserEntry {
  const kinds = [
    reader.has("token"),
    reader.has("client-certificate-data") || reader.has("client-key-data"),
    reader.has("exec"),
  ];
  if (kinds.filter(Boolean).length > 1)
    reader.problem("token", "only one of token, client certificate and exec may be given");
  if (reader.has("exec")) return readPlugin(reader, options.allowExec);
  if (kinds[1]) return readCertificate(reader, options.now);
  const text = reader.text("token");
  if (text === undefined || text === "") return none();
  const check = readToken(text, options.now);
  if (check.ok) {
    const { token, notAfter } = check.value;
    return { credential: { kind: "token", token }, notAfter, warnings: [] };
  }
  reader.problem("token", check.rule);
  return none();
}

function none(): UserEntry {
  return { credential: undefined, notAfter: undefined, warnings: [] };
}

function readPlugin(reader: MapReader, allowExec: boolean): UserEntry {
  if (!allowExec) {
    reader.problem(
      "exec",
      "is not accepted: it would run a program on the server; give a token or a client certificate",
      "token: eyJ…",
    );
    return none();
  }
  return { ...none(), ...readExec(reader) };
}

function readCertificate(reader: MapReader, now: number): UserEntry {
  const data = reader.requiredText("client-certificate-data", "base64 of a PEM certificate");
  const keyData = reader.requiredText("client-key-data", "base64 of a PEM private key");
  if (data === undefined || keyData === undefined) return none();
  const certificate = checkCertificates(data, now);
  if (!certificate.ok) reader.problem("client-certificate-data", certificate.rule);
  const key = checkPrivateKey(keyData, certificate.ok ? certificate.value.leaf : undefined);
  if (!key.ok) reader.problem("client-key-data", key.rule);
  if (!certificate.ok || !key.ok) return none();
  const { pem, notAfter } = certificate.value;
  return { credential: { kind: "clientCertificate", certificate: pem, key: key.value }, notAfter, warnings: [] };
}
