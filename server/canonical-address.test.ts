import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { canonicalAddress } from "./canonical-address.ts";

const asked = (host: string | undefined, method = "GET") =>
  ({ method, url: "/apps?team=a", headers: { host } }) as IncomingMessage;

test.each([
  ["127.0.0.1:3000", "http://localhost:3000", "http://localhost:3000/apps?team=a"],
  ["[::1]:3000", "http://localhost:3000", "http://localhost:3000/apps?team=a"],
  ["LOCALHOST:3000", "http://127.0.0.1:3000", "http://127.0.0.1:3000/apps?team=a"],
  ["127.0.0.1", "http://localhost", "http://localhost/apps?team=a"],
])("who opens %s of %s is sent to %s", (host, publicUrl, address) => {
  expect(canonicalAddress(asked(host), publicUrl)).toBe(address);
  expect(canonicalAddress(asked(host, "HEAD"), publicUrl)).toBe(address);
});

test.each([
  // The page that the operator may have forwarded from elsewhere, and other programs of this machine.
  ["127.0.0.1:8080", "http://localhost:3000"],
  ["127.0.0.1", "http://localhost:3000"],
  // Names that somebody else's DNS may point at this machine.
  ["evil.example:3000", "http://localhost:3000"],
  ["localhost.evil.example:3000", "http://localhost:3000"],
  ["127.0.0.1.evil.example:3000", "http://localhost:3000"],
  ["127.0.0.2:3000", "http://localhost:3000"],
  ["localhost:3000@evil.example", "http://localhost:3000"],
  [undefined, "http://localhost:3000"],
  // A portal that is not of this machine alone.
  ["127.0.0.1:3000", "https://portal.example.com"],
  ["127.0.0.1:3000", "http://localhost.example.com:3000"],
  ["127.0.0.1:3000", undefined],
])("who asks %s of %s is sent nowhere", (host, publicUrl) => {
  expect(canonicalAddress(asked(host), publicUrl)).toBeUndefined();
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("what %s changes is not carried to another name", (method) => {
  expect(canonicalAddress(asked("127.0.0.1:3000", method), "http://localhost:3000")).toBeUndefined();
});
