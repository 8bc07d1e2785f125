import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkServerAddress } from "./check-server-address.ts";
import { classifyAddress } from "./classify-address.ts";

const STRICT = { allowLoopback: false, allowPrivate: false, refused: ["portal.example:443", "db.example:5432"] };
const OPEN = { allowLoopback: true, allowPrivate: true, refused: [] };

describe("server addresses that are refused", () => {
  it.each([
    ["H98", "http://api.cluster.example"],
    ["H98", "ftp://api.cluster.example"],
    ["H98", "api.cluster.example:6443"],
    ["H98", "//api.cluster.example"],
    ["H100", "https://127.1"],
    ["H100", "https://2130706433"],
    ["H100", "https://0x7f.1"],
    ["H100", "https://0177.0.0.1"],
    ["H100", "https://①②⑦.0.0.1"],
    ["H101", "https://[::]"],
    ["H101", "https://0.0.0.0"],
    ["H102", "https://169.254.169.254"],
    ["H102", "https://[fd00:ec2::254]"],
    ["H102", "https://metadata.google.internal"],
    ["H102", "https://metadata"],
    ["H102", "https://instance-data.ec2.internal"],
    ["H102", "https://[::ffff:169.254.169.254]"],
    ["H105", "https://user:pass@host.example"],
    ["H105", "https://user@host.example"],
    ["H106", "https://host.example/path/../"],
    ["H106", "https://host.example/./path"],
    ["H106", "https://host.example/%2e%2e/x"],
    ["H106", "https://host.example?x="],
    ["H106", "https://host.example#@169.254.169.254/"],
    ["H106", "https://host.example//double"],
    ["R16", "https://host.example\\@evil.example"],
    ["R16", "https:\\\\host.example"],
    ["R16", "https://ho\tst.example"],
    ["R16", "https://host.example\n"],
    ["R16", " https://host.example"],
    ["R16", "https://hоst.example"],
    ["R16", "https://ｈost.example"],
    ["R16", "https://host.example:0"],
    ["R16", "https://host.example:70000"],
    ["R16", "https://host.example:"],
    ["R16", "https://host_name.example"],
    ["R16", "https://-host.example"],
    ["R16", "https://host..example"],
    ["R16", "https://host.example."],
    ["R16", "https://"],
    ["R16", "https://224.0.0.1"],
    ["R16", "https://255.255.255.255"],
    ["R16", "https://[fe80::1]"],
    ["R16", "https://[ff02::1]"],
    ["R16", "https://[64:ff9b::a9fe:a9fe]"],
    ["R16", "https://[2002:7f00:1::]"],
    ["H101", "https://[::127.0.0.1]"],
    ["H102", "https://[::a9fe:a9fe]"],
    ["H102", "https://[::169.254.169.254]"],
    ["R16", "https://[::10.0.0.5]"],
    ["R16", "https://[64:ff9b:1::a00:5]"],
    ["R16", "https://[fec0::1]"],
  ])("%s %s, whatever the operator allows", (_, text) => {
    expect(checkServerAddress(text, OPEN)).toMatchObject({ ok: false });
  });

  it.each([
    ["H101", "https://127.0.0.1:6443"],
    ["H101", "https://127.5.5.5"],
    ["H101", "https://[::1]"],
    ["H101", "https://[::ffff:127.0.0.1]"],
    ["H101", "https://localhost:6443"],
    ["H101", "https://api.localhost"],
    ["C13", "https://10.0.0.1"],
    ["C13", "https://172.16.3.4"],
    ["C13", "https://192.168.1.1"],
    ["C13", "https://100.64.0.1"],
    ["C13", "https://[fd12::1]"],
    ["C13", "https://[64:ff9b::a00:1]"],
  ])("%s %s unless an operator allows it", (_, text) => {
    expect(checkServerAddress(text, STRICT)).toMatchObject({ ok: false });
    expect(checkServerAddress(text, OPEN)).toMatchObject({ ok: true });
  });

  it("H104: the portal and its database", () => {
    expect(checkServerAddress("https://portal.example", STRICT)).toMatchObject({ ok: false });
    expect(checkServerAddress("https://DB.example:5432", STRICT)).toMatchObject({ ok: false });
    expect(checkServerAddress("https://db.example:6443", STRICT)).toMatchObject({ ok: true });
  });

  it.each([
    ["10.0.0.5", "10.0.0.5"],
    ["10.0.0.5", "[::ffff:10.0.0.5]"],
    ["10.0.0.5", "[::ffff:a00:5]"],
    ["10.0.0.5", "[0:0:0:0:0:FFFF:0A00:0005]"],
    ["10.0.0.5", "[64:ff9b::10.0.0.5]"],
    ["[::ffff:10.0.0.5]", "10.0.0.5"],
    ["fd12:0::5", "[FD12:0:0:0::5]"],
    ["[fd12::5]", "[fd12::5]"],
    ["167772165", "10.0.0.5"],
    ["DB.example.", "db.example"],
    ["localhost", "[::1]"],
    ["0.0.0.0", "[::ffff:127.0.0.1]"],
    ["::", "127.9.9.9"],
  ])("H104: refusing %s refuses %s, however either is written", (entry, host) => {
    const policy = { ...OPEN, refused: [`${entry}:5432`] };
    const rule = "must not be the portal itself or its database";
    expect(checkServerAddress(`https://${host}:5432`, policy)).toMatchObject({ ok: false, rule });
    expect(checkServerAddress(`https://${host}:6443`, policy)).toMatchObject({ ok: true });
  });

  it("property: every spelling of an address that is the database is refused", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (b, c, d) => {
        const address = `10.${b}.${c}.${d}`;
        const hex = `${(0x0a00 + b).toString(16)}:${((c << 8) + d).toString(16)}`;
        const policy = { ...OPEN, refused: [`${address}:5432`] };
        for (const host of [address, `[::ffff:${address}]`, `[::ffff:${hex}]`, `[::FFFF:${hex}]`, `[64:ff9b::${hex}]`])
          expect(checkServerAddress(`https://${host}:5432`, policy), host).toMatchObject({ ok: false });
      }),
    );
  });

  it("says which rule is broken, with an example and without the value", () => {
    const check = checkServerAddress("https://user:hunter2@host.example", STRICT);
    expect(check).toEqual({
      ok: false,
      rule: "must not contain a user name or password",
      example: "https://api.cluster.example:6443",
    });
  });
});

describe("server addresses that are accepted", () => {
  it.each([
    ["https://api.cluster.example:6443", "https://api.cluster.example:6443", "api.cluster.example", 6443, ""],
    ["https://API.cluster.example/", "https://api.cluster.example", "api.cluster.example", 443, ""],
    [
      "https://rancher.example/k8s/clusters/c-m-1/",
      "https://rancher.example/k8s/clusters/c-m-1",
      "rancher.example",
      443,
      "/k8s/clusters/c-m-1",
    ],
    ["https://93.184.216.34:6443", "https://93.184.216.34:6443", "93.184.216.34", 6443, ""],
    ["https://[2606:4700::1111]:6443", "https://[2606:4700::1111]:6443", "2606:4700::1111", 6443, ""],
  ])("%s", (text, server, host, port, prefix) => {
    expect(checkServerAddress(text, STRICT)).toEqual({ ok: true, address: { server, host, port, prefix } });
  });

  it("property: what is accepted means the same to a URL parser, and is plain https", () => {
    const piece = fc.constantFrom(
      "https://",
      "http://",
      "a.example",
      "127.1",
      "@",
      "..",
      "/",
      "\\",
      "%2e",
      "?",
      "#",
      ":6443",
      "[::1]",
      "\t",
      "x",
    );
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(piece, { maxLength: 6 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (server) => {
        const check = checkServerAddress(server, OPEN);
        if (!check.ok) return;
        const url = new URL(server);
        expect(url.protocol).toBe("https:");
        expect(`${url.hostname.replace(/^\[|\]$/g, "")}`).toBe(check.address.host);
        expect(url.pathname.replace(/\/$/, "")).toBe(check.address.prefix);
        expect(url.username + url.password + url.search + url.hash).toBe("");
        expect(new URL(check.address.server).href.replace(/\/$/, "")).toBe(check.address.server);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("classes of addresses", () => {
  it.each([
    ["93.184.216.34", "public"],
    ["2606:4700::1111", "public"],
    ["10.1.2.3", "private"],
    ["100.64.1.1", "private"],
    ["fc00::1", "private"],
    ["127.9.9.9", "loopback"],
    ["::1", "loopback"],
    ["::ffff:10.0.0.1", "private"],
    ["::ffff:8.8.8.8", "public"],
    ["100.100.100.200", "forbidden"],
    ["168.63.129.16", "forbidden"],
    ["192.0.2.1", "forbidden"],
    ["0.1.2.3", "forbidden"],
    ["::127.0.0.1", "forbidden"],
    ["0:0:0:0:0:0:10.0.0.5", "forbidden"],
    ["::ffff:0:10.0.0.5", "forbidden"],
    ["fe80::1%eth0", "forbidden"],
    ["::a9fe:a9fe", "forbidden"],
    ["::8.8.8.8", "forbidden"],
    ["64:ff9b::8.8.8.8", "public"],
    ["64:ff9b::127.0.0.1", "loopback"],
    ["64:ff9b::10.0.0.5", "private"],
    ["64:ff9b:1::8.8.8.8", "forbidden"],
    ["4000::1", "forbidden"],
    ["not an address", "forbidden"],
  ])("%s is %s", (address, expected) => {
    expect(classifyAddress(address)).toBe(expected);
  });
});
