import { describe, expect, it } from "vitest";
import { issueCertificate } from "../testing/issue-certificate.ts";
import { testBench } from "../testing/test-bench.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;
const ALLOW = { allowLoopback: true, allowPrivate: false, refused: [] };

describe("the address that was checked is the one connected to", () => {
  it("H112: a name with one public and one private address is refused without a connection", async () => {
    const server = await bench.server();
    const lookup = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    const target = { server: `https://api.cluster.example:${server.port}` };
    const deps = { lookup, addressPolicy: { ...ALLOW, allowLoopback: false } };
    const connection = bench.connection(server, { target, deps });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "address-not-allowed" });
    expect(server.accepted()).toBe(0);
  });

  it("H113: a name that leads to the metadata service is refused also where loopback is allowed", async () => {
    const server = await bench.server();
    const lookup = async () => [{ address: "169.254.169.254", family: 4 }];
    const connection = bench.connection(server, {
      target: { server: "https://api.cluster.example" },
      deps: { lookup },
    });
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "address-not-allowed" });
  });

  it("C14: resolves once per connection, so a second answer of the name service cannot take its place", async () => {
    const ca = await issueCertificate({ commonName: "ca" });
    // A name that only this lookup knows: whatever asks the system's resolver again finds nothing.
    const serving = await issueCertificate({
      commonName: "s",
      signer: ca,
      names: ["api.cluster.example"],
      addresses: [],
    });
    const server = await bench.server({ ca, serving });
    const answers = ["127.0.0.1", "10.0.0.1"];
    const asked: string[] = [];
    const lookup = async (host: string) => {
      asked.push(host);
      return [{ address: answers.shift() ?? "10.0.0.1", family: 4 }];
    };
    const target = { server: `https://api.cluster.example:${server.port}` };
    const connection = bench.connection(server, { target, deps: { lookup, addressPolicy: ALLOW } });
    for (let i = 0; i < 3; i += 1) expect((await connection.request(GET)).status).toBe(200);
    expect(asked).toEqual(["api.cluster.example"]);
    server.cut();
    await expect.poll(() => server.open()).toBe(0);
    await expect(connection.request(GET)).rejects.toMatchObject({ unreachable: "address-not-allowed" });
    expect(asked).toEqual(["api.cluster.example", "api.cluster.example"]);
  });

  it("H104: the portal itself and its database are refused, by name, by address and by alias", async () => {
    const server = await bench.server();
    const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
    for (const entry of [
      `127.0.0.1:${server.port}`,
      `localhost:${server.port}`,
      `0.0.0.0:${server.port}`,
      `db.example:${server.port}`,
    ]) {
      const addressPolicy = { ...ALLOW, refused: [entry] };
      const target = { server: `https://alias.example:${server.port}` };
      const connection = bench.connection(server, { target, deps: { lookup, addressPolicy } });
      await expect(connection.request(GET)).rejects.toMatchObject({
        unreachable: "address-not-allowed",
        message: "the address is the portal itself or its database",
      });
    }
    expect(server.accepted()).toBe(0);
  });

  it.each([
    ["the same address in another family", "::ffff:10.0.0.5", "10.0.0.5"],
    ["another loopback address", "::1", "127.0.0.1"],
  ])("H104: an alias is seen through when it leads to %s", async (_, alias, database) => {
    const server = await bench.server();
    const lookup = async (host: string) => [{ address: host === "db.example" ? database : alias, family: 4 }];
    const addressPolicy = { ...ALLOW, allowPrivate: true, refused: [`db.example:${server.port}`] };
    const target = { server: `https://alias.example:${server.port}` };
    const connection = bench.connection(server, { target, deps: { lookup, addressPolicy } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      message: "the address is the portal itself or its database",
    });
    expect(server.accepted()).toBe(0);
  });

  it("H104: nothing is connected to while the database's own name does not resolve", async () => {
    const server = await bench.server();
    const lookup = async (host: string) => {
      if (host === "db.example") throw Object.assign(new Error("no"), { code: "ENOTFOUND" });
      return [{ address: "127.0.0.1", family: 4 }];
    };
    const target = { server: `https://alias.example:${server.port}` };
    const addressPolicy = { ...ALLOW, refused: [`db.example:${server.port}`] };
    const connection = bench.connection(server, { target, deps: { lookup, addressPolicy } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      unreachable: "dns",
      message: expect.stringContaining("the portal's own addresses do not resolve"),
    });
    expect(server.accepted()).toBe(0);
  });

  it("the portal's public name is refused as far as it resolves, and blocks no cluster where it does not", async () => {
    const server = await bench.server();
    const names: Record<string, string> = { "alias.example": "127.0.0.1", "portal.example": "127.0.0.1" };
    const lookup = async (host: string) => {
      const address = names[host];
      if (address === undefined) throw Object.assign(new Error("no"), { code: "ENOTFOUND" });
      return [{ address, family: 4 }];
    };
    const target = { server: `https://localhost:${server.port}` };
    const addressPolicy = { ...ALLOW, refused: [], refusedIfKnown: [`portal.example:${server.port}`] };
    const open = () => bench.connection(server, { target, deps: { lookup, addressPolicy } });
    names.localhost = "127.0.0.1";
    await expect(open().request(GET)).rejects.toMatchObject({ unreachable: "address-not-allowed" });
    delete names["portal.example"];
    expect((await open().request(GET)).status).toBe(200);
  });

  it("a stored target that the policy no longer allows answers with a reason instead of throwing at start", async () => {
    const server = await bench.server();
    const connection = bench.connection(server, { deps: { addressPolicy: { ...ALLOW, allowLoopback: false } } });
    await expect(connection.request(GET)).rejects.toMatchObject({
      unreachable: "address-not-allowed",
      message: expect.stringContaining("loopback"),
    });
    expect(server.accepted()).toBe(0);
  });
});
