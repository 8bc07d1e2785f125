import type { Clock } from "#lib/core/clock";
import type { FieldProblem } from "#lib/core/errors";
import type { AddressPolicy } from "../types/target.ts";
import { checkExtensions } from "./check-extensions.ts";
import { day } from "./check-pem.ts";
import { checkKeys, readMap } from "./field-reader.ts";
import type { KubeconfigContext, ParsedKubeconfig, RefusedContext } from "./parsed-kubeconfig.ts";
import { readClusterEntry } from "./read-cluster-entry.ts";
import { type Entry, type Lists, readLists } from "./read-lists.ts";
import { readUserEntry } from "./read-user-entry.ts";
import { readYaml } from "./read-yaml.ts";

export type ParseOptions = {
  readonly clock: Clock;
  readonly addressPolicy: AddressPolicy;
  /** Only for a file that an operator names on the command line; never for an upload. */
  readonly allowExec?: boolean;
};

type Settings = { now: number; addressPolicy: AddressPolicy; allowExec: boolean };

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SOON = 30 * 86_400_000;

/**
 * Reads a kubeconfig of at most 256 KiB strictly and without touching a file, a process, a name service or a socket.
 * Taken are the server, its CA and a token or client certificate, all inline; every other key is refused by name.
 * Contexts stand on their own: those with a problem are listed with it beside the usable ones.
 * @throws bad_input when the file as a whole is not acceptable; no error repeats a value of the file
 */
export function parseKubeconfig(input: string | Uint8Array, options: ParseOptions): ParsedKubeconfig {
  const { clock, addressPolicy, allowExec = false } = options;
  const lists = readLists(readYaml(input));
  const settings: Settings = { now: clock.now(), addressPolicy, allowExec };
  const contexts: KubeconfigContext[] = [];
  const refused: RefusedContext[] = [];
  for (const entry of lists.contexts.values()) {
    const problems: FieldProblem[] = [];
    const context = readContext(entry, lists, settings, problems);
    if (problems.length > 0 || context === undefined) refused.push({ context: entry.name, problems });
    else contexts.push(context);
  }
  return { contexts, refused };
}

function readContext(
  entry: Entry,
  lists: Lists,
  settings: Settings,
  problems: FieldProblem[],
): KubeconfigContext | undefined {
  const reader = readMap(entry.value, entry.path, problems);
  checkKeys(reader, entry.value, ["cluster", "user", "namespace", "extensions"]);
  checkExtensions(reader, "extensions");
  const namespace = reader.text("namespace") || undefined;
  if (namespace !== undefined && !NAMESPACE.test(namespace)) {
    reader.problem("namespace", "must be a namespace name", "team-a");
  }
  const clusterName = reader.requiredText("cluster", "production");
  const userName = reader.requiredText("user", "wheelhouse");
  const clusterEntry = lists.clusters.get(clusterName ?? "");
  const userEntry = lists.users.get(userName ?? "");
  if (clusterName !== undefined && clusterEntry === undefined)
    reader.problem("cluster", "must be the name of an entry of clusters");
  if (userName !== undefined && userEntry === undefined)
    reader.problem("user", "must be the name of an entry of users");
  const cluster = clusterEntry && readClusterEntry(clusterEntry.value, clusterEntry.path, settings, problems);
  const user = userEntry && readUserEntry(userEntry.value, userEntry.path, settings, problems);
  if (clusterName === undefined || userName === undefined || cluster === undefined || user?.credential === undefined)
    return undefined;
  return {
    name: entry.name,
    clusterName,
    userName,
    namespace,
    server: cluster.server,
    ca: cluster.ca,
    tlsServerName: cluster.tlsServerName,
    credential: user.credential,
    notAfter: user.notAfter,
    warnings: [...cluster.warnings, ...user.warnings, ...expiryWarning(user.notAfter, settings.now)],
  };
}

function expiryWarning(notAfter: number | undefined, now: number): string[] {
  return notAfter === undefined || notAfter - now >= SOON ? [] : [`The credential expires on ${day(notAfter)}.`];
}
