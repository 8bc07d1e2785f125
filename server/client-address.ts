import ipaddr from "ipaddr.js";

/**
 * Who sent a request: the nearest hop that is not one of our own proxies. Each proxy appends to `X-Forwarded-For` whom
 * it heard; whatever stands left of the first stranger may be forged.
 * @param proxies addresses and ranges (`10.0.0.0/8`) of proxies whose word counts
 * @returns an address in its usual form, or `unknown` when the connection is gone
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: readonly string[],
): string {
  const peer = normalise(socketAddress);
  if (peer === undefined) return "unknown";
  let nearest: string = peer;
  for (const hop of (forwardedFor ?? "").split(",").reverse()) {
    const farther: string | undefined = isOneOf(nearest, proxies) ? normalise(withoutPort(hop.trim())) : undefined;
    if (farther === undefined) break;
    nearest = farther;
  }
  return nearest;
}

/** Some proxies append the port: `198.51.100.1:4711`, `[2001:db8::7]:4711`. */
function withoutPort(hop: string): string {
  const [, v4, v6] = /^(?:([\d.]+):\d+|\[([^\]]+)\](?::\d+)?)$/.exec(hop) ?? [];
  return v4 ?? v6 ?? hop;
}

/** IPv4 in IPv6 as IPv4, IPv6 shortened. */
function normalise(address: string | undefined): string | undefined {
  return address !== undefined && ipaddr.isValid(address) ? ipaddr.process(address).toString() : undefined;
}

function isOneOf(address: string, ranges: readonly string[]): boolean {
  const parsed = ipaddr.parse(address);
  return ranges.some((range) => {
    const [network, bits] = range.includes("/") ? ipaddr.parseCIDR(range) : [ipaddr.parse(range), 128];
    const length = Math.min(bits, network.kind() === "ipv4" ? 32 : 128);
    return network.kind() === parsed.kind() && parsed.match(network, length);
  });
}
