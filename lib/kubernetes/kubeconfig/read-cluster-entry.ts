import type { FieldProblem } from "#lib/core/errors";
import type { AddressPolicy } from "../types/target.ts";
import { checkExtensions } from "./check-extensions.ts";
import { checkCertificates, day } from "./check-pem.ts";
import { checkServerAddress } from "./check-server-address.ts";
import { checkKeys, type MapReader, type Refusal, readMap } from "./field-reader.ts";
import type { Plain } from "./read-yaml.ts";

export type ClusterEntry = {
  server: string;
  ca: string | undefined;
  tlsServerName: string | undefined;
  warnings: string[];
};

const SERVER = "https://api.cluster.example:6443";
const KNOWN = [
  "server",
  "certificate-authority-data",
  "tls-server-name",
  "insecure-skip-tls-verify",
  "disable-compression",
  "extensions",
];
const REFUSED: Readonly<Record<string, Refusal>> = {
  "certificate-authority": [
    "must not name a file; give the content as certificate-authority-data",
    "kubectl config view --raw --flatten",
  ],
  "proxy-url": ["is not supported: clusters are connected to directly"],
};
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
const SOON = 30 * 86_400_000;

/** Reads the value of `clusters[n].cluster`. */
export function readClusterEntry(
  value: ReadonlyMap<string, Plain>,
  path: string,
  options: { now: number; addressPolicy: AddressPolicy },
  problems: FieldProblem[],
): ClusterEntry {
  const reader = readMap(value, path, problems);
  checkKeys(reader, value, KNOWN, REFUSED);
  checkExtensions(reader, "extensions");
  reader.flag("disable-compression");
  if (reader.flag("insecure-skip-tls-verify") === true) {
    reader.problem("insecure-skip-tls-verify", "must not be true; give certificate-authority-data instead");
  }
  const warnings: string[] = [];
  return {
    server: readServer(reader, options.addressPolicy),
    ca: readAuthority(reader, options.now, warnings),
    tlsServerName: readTlsServerName(reader, warnings),
    warnings,
  };
}

function readServer(reader: MapReader, policy: AddressPolicy): string {
  const text = reader.requiredText("server", SERVER);
  if (text === undefined) return "";
  const check = checkServerAddress(text, policy);
  if (check.ok) return check.address.server;
  reader.problem("server", check.rule, check.example);
  return "";
}

function readAuthority(reader: MapReader, now: number, warnings: string[]): string | undefined {
  const data = reader.text("certificate-authority-data");
  if (data === undefined || data === "") {
    if (!reader.has("certificate-authority"))
      warnings.push("There is no CA: the server must have a publicly trusted certificate.");
    return undefined;
  }
  const check = checkCertificates(data, now);
  if (!check.ok) {
    reader.problem("certificate-authority-data", check.rule);
    return undefined;
  }
  const { notAfter, pem, leaf } = check.value;
  if (notAfter - now < SOON) warnings.push(`The CA certificate expires on ${day(notAfter)}.`);
  if (!leaf.ca) warnings.push("The CA certificate is not marked as a certificate authority.");
  return pem;
}

function readTlsServerName(reader: MapReader, warnings: string[]): string | undefined {
  const name = reader.text("tls-server-name");
  if (name === undefined || name === "") return undefined;
  if (!DNS_NAME.test(name) || /^[0-9.]+$/.test(name)) {
    reader.problem("tls-server-name", "must be a DNS name", "api.cluster.example");
    return undefined;
  }
  warnings.push("The certificate is checked against another name than the address (tls-server-name).");
  return name;
}
