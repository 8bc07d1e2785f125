import { isIP } from "node:net";
import type { AddressPolicy } from "../types/target.ts";
import { classifyAddress } from "./classify-address.ts";
import { isLocalHost, normalHost } from "./normal-host.ts";

export type ServerAddress = {
  /** Normalised https URL without a trailing slash. */
  readonly server: string;
  /** A DNS name, an IPv4 address, or an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Path in front of every API path: empty, or like `/k8s/clusters/c-1`. */
  readonly prefix: string;
};

export type ServerAddressCheck =
  | { readonly ok: true; readonly address: ServerAddress }
  | { readonly ok: false; readonly rule: string; readonly example: string };

const EXAMPLE = "https://api.cluster.example:6443";
const SHAPE = /^https:\/\/(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?((?:\/[A-Za-z0-9._~-]+)*)\/?$/;
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const METADATA_NAMES =
  /^(metadata|metadata\.goog|metadata\.google\.internal|instance-data(\..*)?|.*\.metadata\.google\.internal)$/;

/**
 * Checks a cluster's server URL without resolving its name. Only plain forms are taken: what a URL parser would rewrite
 * (`127.1`, full-width digits, backslashes, dot segments) is refused, because another parser might read it differently.
 */
export function checkServerAddress(text: string, policy: AddressPolicy): ServerAddressCheck {
  const match = SHAPE.exec(text);
  if (match === null) return refuse(shapeRule(text));
  const [, rawHost = "", rawPort, prefix = ""] = match;
  const url = URL.parse(text);
  const port = rawPort === undefined ? 443 : Number(rawPort);
  if (url === null || port < 1 || port > 65_535) return refuse("must be a valid https URL with a port from 1 to 65535");
  const bracketed = rawHost.startsWith("[");
  if (!bracketed && url.hostname !== rawHost.toLowerCase()) return refuse("must write the address in its usual form");
  if (prefix.split("/").some((segment) => segment === "." || segment === ".."))
    return refuse("must not contain . or .. segments");
  const host = bracketed ? url.hostname.slice(1, -1) : url.hostname;
  const rule = hostRule(host, policy) ?? refusedRule(host, port, policy);
  if (rule !== undefined) return refuse(rule);
  return { ok: true, address: { server: `https://${url.host}${prefix}`, host, port, prefix } };
}

function refuse(rule: string): ServerAddressCheck {
  return { ok: false, rule, example: EXAMPLE };
}

/** Names the first thing that is wrong with a URL that is not of the accepted shape. */
function shapeRule(text: string): string {
  if (!/^https:\/\//i.test(text)) return "must begin with https://";
  if (/[\\\s]/.test(text)) return "must not contain spaces or backslashes";
  if (text.includes("@")) return "must not contain a user name or password";
  if (text.includes("?")) return "must not contain a query";
  if (text.includes("#")) return "must not contain a fragment";
  if (text.includes("%")) return "must not contain percent-encoded characters";
  return "must be https:// with a DNS name or IP address, perhaps a port and a plain path";
}

function hostRule(host: string, policy: AddressPolicy): string | undefined {
  if (isIP(host) !== 0) return addressRule(host, policy);
  if (!DNS_NAME.test(host) || /^[0-9.]+$/.test(host)) return "must have a valid DNS name or IP address";
  if (METADATA_NAMES.test(host)) return "must not be a metadata service";
  if ((host === "localhost" || host.endsWith(".localhost")) && !policy.allowLoopback) return LOOPBACK_RULE;
  return undefined;
}

const LOOPBACK_RULE = "must not be a loopback address (an operator can allow them)";

/** The rule that an IP address breaks under the policy, or undefined when it may be connected to. */
export function addressRule(address: string, policy: AddressPolicy): string | undefined {
  const kind = classifyAddress(address);
  if (kind === "forbidden") return "must not be a link-local, unspecified, multicast, metadata or reserved address";
  if (kind === "loopback" && !policy.allowLoopback) return LOOPBACK_RULE;
  if (kind === "private" && !policy.allowPrivate) return "must not be a private address (an operator can allow them)";
  return undefined;
}

function refusedRule(host: string, port: number, policy: AddressPolicy): string | undefined {
  return isRefused(host, port, policy) ? "must not be the portal itself or its database" : undefined;
}

/** Whether `host:port` is the portal or its database. An entry for this machine stands for all its local addresses. */
export function isRefused(host: string, port: number, policy: AddressPolicy): boolean {
  return refusedHosts([...policy.refused, ...(policy.refusedIfKnown ?? [])], port).some((entry) =>
    isSameHost(entry, host),
  );
}

/** The hosts of the entries (`host:port`) with this port. */
export function refusedHosts(entries: readonly string[], port: number): string[] {
  return entries.flatMap((entry) => {
    const at = entry.lastIndexOf(":");
    return Number(entry.slice(at + 1)) === port ? [entry.slice(0, at)] : [];
  });
}

/** Whether two hosts are the same one, however they are written; all local ones are. */
export function isSameHost(one: string, other: string): boolean {
  return normalHost(one) === normalHost(other) || (isLocalHost(one) && isLocalHost(other));
}
