import { expect, test } from "vitest";
import { readEnv } from "#lib/core/env";
import { clientAddress } from "./client-address.ts";

const PROXIES = ["10.0.0.0/8", "2001:db8:1::/48", "192.0.2.10"];

test.each([
  ["nobody in front: the header is a stranger's word", "203.0.113.7", "198.51.100.1", [], "203.0.113.7"],
  ["a stranger beside the proxy", "203.0.113.7", "198.51.100.1", PROXIES, "203.0.113.7"],
  ["one proxy", "10.1.2.3", "198.51.100.1", PROXIES, "198.51.100.1"],
  ["a forged start of the list", "10.1.2.3", "127.0.0.1, 198.51.100.1", PROXIES, "198.51.100.1"],
  ["two proxies", "10.1.2.3", "9.9.9.9, 198.51.100.1, 192.0.2.10", PROXIES, "198.51.100.1"],
  ["a proxy that says nothing", "10.1.2.3", undefined, PROXIES, "10.1.2.3"],
  ["only proxies", "10.1.2.3", "10.9.9.9, 10.8.8.8", PROXIES, "10.9.9.9"],
  ["no address where one should be", "10.1.2.3", "198.51.100.1, unknown", PROXIES, "10.1.2.3"],
  ["IPv4 in IPv6", "::ffff:10.1.2.3", "::ffff:198.51.100.1", PROXIES, "198.51.100.1"],
  ["IPv6", "2001:db8:1::5", "2001:db8:2:0::7", PROXIES, "2001:db8:2::7"],
  ["a proxy that adds ports", "10.1.2.3", "198.51.100.1:4711", PROXIES, "198.51.100.1"],
  ["a proxy that adds ports to IPv6", "10.1.2.3", "[2001:db8:2::7]:4711", PROXIES, "2001:db8:2::7"],
  ["no socket any more", undefined, "198.51.100.1", PROXIES, "unknown"],
])("the client behind %s", (_, socket, forwarded, proxies, client) => {
  expect(clientAddress(socket, forwarded, proxies)).toBe(client);
});

test("proxies are addresses or ranges, and what is neither is refused at the start by name and rule, not by value", () => {
  const read = (value: string) => readEnv({ WHEELHOUSE_TRUSTED_PROXIES: value }).WHEELHOUSE_TRUSTED_PROXIES;
  expect(read("")).toEqual([]);
  expect(read("10.0.0.0/8, 192.0.2.10 ,fd00::/8")).toEqual(["10.0.0.0/8", "192.0.2.10", "fd00::/8"]);
  for (const wrong of ["10.0.0.0/33", "proxy.example", "10.0.0.0/8 10.1.0.0/16", "127.1", "10.0.0.0/8,,"]) {
    expect(() => read(wrong)).toThrow(
      /^The environment is not valid\. WHEELHOUSE_TRUSTED_PROXIES: each entry must be an address or a range, for example 10\.0\.0\.0\/8$/,
    );
  }
});
