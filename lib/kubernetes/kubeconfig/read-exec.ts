import type { ClusterCredential } from "../types/target.ts";
import { checkKeys, isPlainMap, type MapReader } from "./field-reader.ts";
import type { Plain } from "./read-yaml.ts";

type ExecCredential = Extract<ClusterCredential, { kind: "exec" }>;
type ApiVersion = NonNullable<ExecCredential["apiVersion"]>;

const KNOWN = ["apiVersion", "command", "args", "env", "installHint", "interactiveMode", "provideClusterInfo"];
const VERSIONS: readonly ApiVersion[] = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

/** Reads `users[n].user.exec` of an operator's own file. The command is an absolute path or a name to find on the PATH. */
export function readExec(user: MapReader): { credential: ExecCredential | undefined; warnings: string[] } {
  const value = user.value("exec");
  const reader = user.map("exec");
  if (reader === undefined || !isPlainMap(value)) return { credential: undefined, warnings: [] };
  checkKeys(reader, value, KNOWN);
  reader.text("installHint");
  const apiVersion = VERSIONS.find((version) => version === reader.text("apiVersion"));
  if (apiVersion === undefined) reader.problem("apiVersion", "must be a supported ExecCredential version", VERSIONS[0]);
  const command = reader.requiredText("command", "/usr/local/bin/aws");
  if (command !== undefined && !/^(\/|[A-Za-z]:\\|[^/\\]+$)/.test(command)) {
    reader.problem("command", "must be an absolute path or a name without slashes", "/usr/local/bin/aws");
  }
  if (reader.text("interactiveMode") === "Always")
    reader.problem("interactiveMode", "must not be Always: there is no terminal");
  const args = readArgs(reader);
  const env = readEnvironment(reader);
  const warnings = ["The credential comes from a program that runs on this machine."];
  if (reader.flag("provideClusterInfo") === true)
    warnings.push("The program asks for cluster details, which it is not given.");
  if (apiVersion === undefined || command === undefined) return { credential: undefined, warnings };
  return { credential: { kind: "exec", command, args, env, apiVersion }, warnings };
}

function readArgs(reader: MapReader): string[] {
  const value = reader.value("args");
  if (value === undefined || value === null) return [];
  const args = Array.isArray(value) ? value : [value];
  if (Array.isArray(value) && args.every((arg): arg is string => typeof arg === "string")) return args;
  reader.problem("args", "must be a list of texts");
  return [];
}

function readEnvironment(reader: MapReader): Record<string, string> {
  const value = reader.value("env");
  if (value === undefined || value === null) return {};
  const entries = Array.isArray(value) ? value.map(variable) : [undefined];
  if (entries.every((entry): entry is [string, string] => entry !== undefined)) return Object.fromEntries(entries);
  reader.problem("env", "must be a list of name and value");
  return {};
}

function variable(entry: Plain): [string, string] | undefined {
  if (!isPlainMap(entry) || entry.size !== 2) return undefined;
  const name = entry.get("name");
  const value = entry.get("value");
  const valid = typeof name === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && typeof value === "string";
  return valid ? [name, value] : undefined;
}
