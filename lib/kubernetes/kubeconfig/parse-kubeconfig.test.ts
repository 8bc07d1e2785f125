import childProcess from "node:child_process";
import dns from "node:dns";
import fs from "node:fs";
import net from "node:net";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "#lib/core/clock";
import { isWheelhouseError } from "#lib/core/errors";
import { type IssuedCertificate, issueCertificate } from "../testing/issue-certificate.ts";
import { kubeconfigText } from "../testing/kubeconfig-text.ts";
import { certificateUser, parseStrictly, problemsOf, toBase64 } from "../testing/parse-test-kubeconfig.ts";

const CLUSTER = "server: https://api.cluster.example:6443";

let ca: IssuedCertificate;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await issueCertificate({ commonName: "ca", notAfter: 400 });
  person = await issueCertificate({ commonName: "person", signer: ca, notAfter: 400 });
});

describe("what is accepted", () => {
  it("a server, its CA and a token", () => {
    const text = kubeconfigText({ cluster: `${CLUSTER}/\ncertificate-authority-data: ${toBase64(ca.certificate)}` });
    expect(parseStrictly(text)).toEqual({
      contexts: [
        {
          name: "prod",
          clusterName: "prod-cluster",
          userName: "prod-user",
          namespace: "team-a",
          server: "https://api.cluster.example:6443",
          ca: ca.certificate.trim().concat("\n"),
          tlsServerName: undefined,
          credential: { kind: "token", token: "test-token" },
          notAfter: undefined,
          warnings: [],
        },
      ],
      refused: [],
    });
  });

  it("a client certificate with its key, and when it ends", () => {
    const [context] = parseStrictly(kubeconfigText({ user: certificateUser(person.certificate, person.key) })).contexts;
    expect(context?.credential).toMatchObject({ kind: "clientCertificate" });
    expect(context?.notAfter).toBe(
      person.issuer.certificate.notAfter.getTime() - (person.issuer.certificate.notAfter.getTime() % 1000),
    );
  });

  it("the expiry of a JWT, with a warning when it is near", () => {
    const exp = Math.floor(systemClock.now() / 1000) + 5 * 86_400;
    const token = `${toBase64("{}")}.${Buffer.from(JSON.stringify({ exp })).toString("base64url")}.sig`;
    const [context] = parseStrictly(kubeconfigText({ user: `token: ${token}` })).contexts;
    expect(context?.notAfter).toBe(exp * 1000);
    expect(context?.warnings.join()).toMatch(/The credential expires on \d+ \w+ \d{4}\./);
  });

  it("many contexts: the good ones and the refused ones with field and reason", () => {
    const text = `apiVersion: v1
kind: Config
clusters:
- {name: a, cluster: {server: "https://a.cluster.example"}}
- {name: b, cluster: {server: "http://b.cluster.example"}}
users:
- {name: t, user: {token: abc}}
- {name: plugin, user: {exec: {command: /bin/sh, apiVersion: client.authentication.k8s.io/v1}}}
contexts:
- {name: good, context: {cluster: a, user: t}}
- {name: plain-http, context: {cluster: b, user: t}}
- {name: runs, context: {cluster: a, user: plugin}}
- {name: lost, context: {cluster: gone, user: t}}
`;
    const { contexts, refused } = parseStrictly(text);
    expect(contexts.map(({ name }) => name)).toEqual(["good"]);
    expect(refused.map(({ context, problems }) => [context, problems.map(({ field }) => field)])).toEqual([
      ["plain-http", ["clusters[1].cluster.server"]],
      ["runs", ["users[1].user.exec"]],
      ["lost", ["contexts[3].context.cluster"]],
    ]);
  });

  it("H109: a TLS server name, with a warning, when it is a DNS name", () => {
    const [context] = parseStrictly(
      kubeconfigText({ cluster: `${CLUSTER}\ntls-server-name: api.internal.example` }),
    ).contexts;
    expect(context).toMatchObject({ tlsServerName: "api.internal.example" });
    expect(context?.warnings.join()).toContain("tls-server-name");
    expect(problemsOf(kubeconfigText({ cluster: `${CLUSTER}\ntls-server-name: "10.0.0.1"` }))[0]?.field).toBe(
      "clusters[0].cluster.tls-server-name",
    );
  });

  it("minikube's notes and disable-compression, which are ignored", () => {
    const note =
      "extensions:\n- extension:\n    last-update: today\n    provider: minikube.sigs.k8s.io\n    version: v1.38.0\n  name: cluster_info";
    expect(
      parseStrictly(kubeconfigText({ cluster: `${CLUSTER}\ndisable-compression: true\n${note}` })).contexts,
    ).toHaveLength(1);
  });

  it("warns when there is no CA", () => {
    expect(parseStrictly(kubeconfigText()).contexts[0]?.warnings).toEqual([
      "There is no CA: the server must have a publicly trusted certificate.",
    ]);
  });

  it("an exec plugin only where the operator allows it", () => {
    const user =
      "exec:\n  apiVersion: client.authentication.k8s.io/v1beta1\n  command: aws\n  args: [eks, get-token]\n  env:\n  - {name: AWS_PROFILE, value: ops}\n  interactiveMode: IfAvailable\n  provideClusterInfo: false";
    expect(problemsOf(kubeconfigText({ user }))[0]?.field).toBe("users[0].user.exec");
    expect(parseStrictly(kubeconfigText({ user }), true).contexts[0]?.credential).toEqual({
      kind: "exec",
      command: "aws",
      args: ["eks", "get-token"],
      env: { AWS_PROFILE: "ops" },
      apiVersion: "client.authentication.k8s.io/v1beta1",
    });
  });
});

describe("no side effects", () => {
  beforeEach(() => {
    vi.restoreAllMocks();
  });

  it("opens no file, no process, no name lookup and no socket", () => {
    const calls = [
      vi.spyOn(fs, "readFileSync"),
      vi.spyOn(fs, "openSync"),
      vi.spyOn(dns, "lookup"),
      vi.spyOn(childProcess, "spawn"),
      vi.spyOn(childProcess, "execFile"),
      vi.spyOn(net.Socket.prototype, "connect"),
    ];
    for (const user of [
      "tokenFile: /etc/hostname",
      "exec: {command: /bin/true}",
      "client-key: /etc/hostname",
      "token: a",
    ]) {
      parseStrictly(kubeconfigText({ user }));
    }
    for (const call of calls) expect(call).not.toHaveBeenCalled();
  });

  it("property: any text is either refused as bad input or parsed; nothing else is thrown", () => {
    const line = fc.constantFrom(
      "apiVersion: v1",
      "clusters:",
      "- name: a",
      "  cluster: {}",
      "users:",
      "  user: {token: x}",
      "contexts: []",
      "<<: *a",
      "&a b",
      "---",
      "? x",
      "%YAML 1.1",
      "!!str x",
      "\t",
      "{",
      "]",
      "'",
      '"',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(line).map((lines) => lines.join("\n")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (input) => {
        try {
          parseStrictly(input);
        } catch (error) {
          expect(isWheelhouseError(error) && error.code).toBe("bad_input");
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
