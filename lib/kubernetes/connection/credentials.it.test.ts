import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { issueCertificate } from "../testing/issue-certificate.ts";
import { testBench } from "../testing/test-bench.ts";
import type { ClusterCredential } from "../types/target.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "wheelhouse-exec-"));
});
afterEach(() => rm(dir, { recursive: true }));

/** A plugin in JavaScript that notes each run in a file. */
async function plugin(script: string, env: Record<string, string> = {}): Promise<ClusterCredential> {
  const file = join(dir, "plugin.mjs");
  const note = `import { appendFileSync } from "node:fs"; appendFileSync(${JSON.stringify(join(dir, "runs"))}, "x");`;
  await writeFile(file, `${note}\n${script}`);
  return { kind: "exec", command: process.execPath, args: [file], env };
}

const runs = async () => (await readFile(join(dir, "runs"), "utf8").catch(() => "")).length;

const print = (status: string) =>
  `console.log(JSON.stringify({ kind: "ExecCredential", apiVersion: "client.authentication.k8s.io/v1", status: ${status} }));`;

describe("credentials", () => {
  it("presents a client certificate in the TLS handshake, and no token", async () => {
    const ca = await issueCertificate({ commonName: "ca" });
    const person = await issueCertificate({ commonName: "admin", signer: ca });
    const server = await bench.server({
      ca,
      clientCertificates: true,
      handler: ({ json, headers }) => json(200, headers),
    });
    const credential = { kind: "clientCertificate", certificate: person.certificate, key: person.key } as const;
    const answer = await bench.connection(server, { target: { credential } }).request(GET);
    expect(JSON.parse(answer.body.toString())).not.toHaveProperty("authorization");
  });

  it("a server that wants a certificate and gets none is a TLS failure or a reset, in words", async () => {
    const server = await bench.server({ clientCertificates: true });
    await expect(bench.connection(server).request(GET)).rejects.toMatchObject({
      unreachable: expect.stringMatching(/tls|reset/),
    });
  });

  it("a token that a header cannot carry never leaves, and its value is not in the error", async () => {
    const server = await bench.server();
    const credential = { kind: "token", token: "secret\r\nx: y" } as const;
    const failing = bench.connection(server, { target: { credential } }).request(GET);
    await expect(failing).rejects.toMatchObject({
      unreachable: "credential",
      message: expect.not.stringContaining("secret"),
    });
    expect(server.accepted()).toBe(0);
  });

  it("401 is an answer; health says that the credential is not accepted, and the circuit stays closed", async () => {
    const connection = bench.connection(await bench.server({ handler: ({ json }) => json(401, {}) }));
    for (let i = 0; i < 5; i += 1) expect((await connection.request(GET)).status).toBe(401);
    expect(connection.health()).toMatchObject({ breaker: "closed", lastFailure: { reason: "credential" } });
  });
});

describe("exec plugins", () => {
  it("run once for all requests and are kept until they expire", async () => {
    const server = await bench.server({ handler: ({ json, headers }) => json(200, { token: headers.authorization }) });
    const later = `{ token: "from-plugin", expirationTimestamp: "2999-01-01T00:00:00Z" }`;
    const connection = bench.connection(server, { target: { credential: await plugin(print(later)) } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => connection.request(GET)));
    expect(answers.map((answer) => answer.body.toString())).toEqual(Array(5).fill('{"token":"Bearer from-plugin"}'));
    await connection.request(GET);
    expect(await runs()).toBe(1);
  });

  it("run again for each request when what they print has expired", async () => {
    const server = await bench.server();
    const past = `{ token: "t", expirationTimestamp: "2001-01-01T00:00:00Z" }`;
    const connection = bench.connection(server, { target: { credential: await plugin(print(past)) } });
    await connection.request(GET);
    await connection.request(GET);
    expect(await runs()).toBe(2);
  });

  it("run again once on 401", async () => {
    let first = true;
    const server = await bench.server({
      handler: ({ json }) => {
        json(first ? 401 : 200, {});
        first = false;
      },
    });
    const connection = bench.connection(server, { target: { credential: await plugin(print(`{ token: "t" }`)) } });
    expect((await connection.request(GET)).status).toBe(200);
    expect(await runs()).toBe(2);
  });

  it("can present a client certificate", async () => {
    const ca = await issueCertificate({ commonName: "ca" });
    const person = await issueCertificate({ commonName: "admin", signer: ca });
    const server = await bench.server({ ca, clientCertificates: true });
    const status = JSON.stringify({ clientCertificateData: person.certificate, clientKeyData: person.key });
    const connection = bench.connection(server, { target: { credential: await plugin(print(status)) } });
    expect((await connection.request(GET)).status).toBe(200);
  });

  it("get the ExecCredential question and their own variables, but none of Wheelhouse's secrets", async () => {
    const server = await bench.server({ handler: ({ json, headers }) => json(200, { token: headers.authorization }) });
    const script = `
      const seen = [process.env.AWS_PROFILE, process.env.WHEELHOUSE_SESSION_SECRET, JSON.parse(process.env.KUBERNETES_EXEC_INFO).kind];
      ${print("{ token: seen.join('/') }")}`;
    process.env.WHEELHOUSE_SESSION_SECRET = "must-not-leak";
    const connection = bench.connection(server, {
      target: { credential: await plugin(script, { AWS_PROFILE: "ops" }) },
    });
    const answer = await connection.request(GET);
    delete process.env.WHEELHOUSE_SESSION_SECRET;
    expect(JSON.parse(answer.body.toString())).toEqual({ token: "Bearer ops//ExecCredential" });
  });

  it.each([
    ["exit code", "console.log('secret-output'); process.exit(3);", "the credential plugin failed with exit code 3"],
    ["other output", "console.log('secret-output');", "the credential plugin did not print an ExecCredential"],
    ["no credential", print("{}"), "the credential plugin printed no credential"],
    ["half a pair", print(`{ clientCertificateData: "secret-output" }`), /a certificate without its key/],
    ["no end", "setInterval(() => {}, 1000);", "the credential plugin did not finish within 1 s"],
  ])("fail with a sentence that holds none of their output: %s", async (_, script, message) => {
    const server = await bench.server();
    const connection = bench.connection(server, {
      target: { credential: await plugin(script) },
      deps: { limits: { execMs: 600 } },
    });
    const expected = typeof message === "string" ? message : expect.stringMatching(message);
    const failing = connection.request(GET);
    await expect(failing).rejects.toMatchObject({ unreachable: "credential", message: expected });
    await expect(failing).rejects.toMatchObject({ message: expect.not.stringContaining("secret-output") });
    expect(server.accepted()).toBe(0);
    expect(connection.health()).toMatchObject({ breaker: "closed", lastFailure: { reason: "credential" } });
  });

  it("a plugin that is not installed is named as such", async () => {
    const server = await bench.server();
    const credential = { kind: "exec", command: join(dir, "missing"), args: [], env: {} } as const;
    await expect(bench.connection(server, { target: { credential } }).request(GET)).rejects.toMatchObject({
      message: "the credential plugin is not installed",
    });
  });
});
