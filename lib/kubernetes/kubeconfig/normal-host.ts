import ipaddr from "ipaddr.js";
import { classifyAddress, unwrapAddress } from "./classify-address.ts";

/**
 * One spelling for a host, so that two texts can be compared: addresses without brackets in their shortest form,
 * IPv4 inside IPv6 (mapped, NAT64) as IPv4, names in lower case without a final dot.
 */
export function normalHost(host: string): string {
  const text = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (!ipaddr.isValid(text)) return text.replace(/\.$/, "");
  return unwrapAddress(text).toString();
}

/** Whether a host means this machine: loopback, unspecified, or a name for it. */
export function isLocalHost(host: string): boolean {
  const name = normalHost(host);
  if (name === "localhost" || name === "0.0.0.0" || name === "::" || name.endsWith(".localhost")) return true;
  return ipaddr.isValid(name) && classifyAddress(name) === "loopback";
}
