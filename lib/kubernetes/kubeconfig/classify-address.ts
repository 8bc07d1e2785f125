import ipaddr from "ipaddr.js";

/**
 * What an address is good for. `forbidden` is never a cluster (unspecified, link-local, multicast, metadata services,
 * reserved); `loopback` and `private` need an operator's setting.
 */
export type AddressClass = "public" | "private" | "loopback" | "forbidden";

/** Metadata services outside the link-local ranges (AWS and Google over IPv6, Alibaba, Oracle, Azure). */
const METADATA = new Set(["fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"]);

const CLASS_BY_RANGE: Readonly<Record<string, AddressClass>> = {
  unicast: "public",
  loopback: "loopback",
  private: "private",
  uniqueLocal: "private",
  carrierGradeNat: "private",
};

/** Classifies an address. Mapped IPv4 and NAT64 count as the IPv4 address inside; 6to4 and Teredo are forbidden. */
export function classifyAddress(address: string): AddressClass {
  if (!ipaddr.isValid(address)) return "forbidden";
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return "forbidden";
  const range = parsed.range();
  if (range === "rfc6052" && parsed instanceof ipaddr.IPv6) return classifyAddress(embeddedIpv4(parsed));
  return CLASS_BY_RANGE[range] ?? "forbidden";
}

/** NAT64 (RFC 6052, 64:ff9b::/96): the last 32 bits are the IPv4 address. */
function embeddedIpv4(address: ipaddr.IPv6): string {
  return address.toByteArray().slice(12).join(".");
}
