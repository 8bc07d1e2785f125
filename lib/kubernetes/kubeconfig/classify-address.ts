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

/** The global unicast addresses of IPv6. What looks like unicast outside (`::127.0.0.1`) is deprecated or reserved. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is really connected to. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/** Classifies an address. Mapped IPv4 and NAT64 count as the IPv4 address inside; 6to4 and Teredo are forbidden. */
export function classifyAddress(address: string): AddressClass {
  if (!ipaddr.isValid(address)) return "forbidden";
  const parsed = unwrapAddress(address);
  if (METADATA.has(parsed.toString())) return "forbidden";
  const range = parsed.range();
  if (range === "unicast" && parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST)) return "forbidden";
  return CLASS_BY_RANGE[range] ?? "forbidden";
}

/** The address that is really connected to: IPv4 where it is mapped into IPv6 or translated. @throws when it is none */
export function unwrapAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 {
  // The library reads `::1.2.3.4` as if it were mapped; a URL parser writes it in hexadecimal, as it is.
  const url = address.includes(":") ? URL.parse(`http://[${address}]`) : null;
  const parsed = ipaddr.process(url?.hostname.slice(1, -1) ?? address);
  if (!(parsed instanceof ipaddr.IPv6) || !parsed.match(NAT64)) return parsed;
  return new ipaddr.IPv4(parsed.toByteArray().slice(12));
}
