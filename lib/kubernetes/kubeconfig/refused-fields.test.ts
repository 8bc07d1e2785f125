import { describe, expect, it } from "vitest";
import { kubeconfigText } from "../testing/kubeconfig-text.ts";
import { problemsOf, SECRET, toBase64 } from "../testing/parse-test-kubeconfig.ts";

const CLUSTER = "server: https://api.cluster.example:6443";

describe("code execution (C11), file reads (C12) and identity: the field is named, its value is not", () => {
  it.each([
    ["H81", `exec:\n  command: /bin/sh\n  args: [-c, ${SECRET}]`, "users[0].user.exec"],
    ["H82", `auth-provider:\n  name: oidc\n  config:\n    exec: ${SECRET}`, "users[0].user.auth-provider"],
    [
      "H84",
      `auth-provider:\n  name: oidc\n  config:\n    idp-issuer-url: http://169.254.169.254/${SECRET}`,
      "users[0].user.auth-provider",
    ],
    ["H85", "auth-provider:\n  name: azure", "users[0].user.auth-provider"],
    ["R4", `auth-provider:\n  name: gcp\n  config:\n    tokenFile: /etc/${SECRET}`, "users[0].user.auth-provider"],
    ["H88", `token: a\nextensions:\n- name: x\n  extension:\n    exec: ${SECRET}`, "users[0].user.extensions"],
    [
      "H88",
      `token: a\nextensions:\n- name: cluster_info\n  extension:\n    exec: ${SECRET}`,
      "users[0].user.extensions",
    ],
    ["H92", `tokenFile: /etc/${SECRET}`, "users[0].user.tokenFile"],
    ["R3", `token-file: /etc/${SECRET}`, "users[0].user.token-file"],
    ["H94", "client-certificate: /proc/self/environ\nclient-key-data: YQ==", "users[0].user.client-certificate"],
    ["H94", "client-certificate-data: YQ==\nclient-key: /proc/self/environ", "users[0].user.client-key"],
    ["H96", `tokenFile: ../../${SECRET}`, "users[0].user.tokenFile"],
    ["H96", `client-certificate: file:///${SECRET}`, "users[0].user.client-certificate"],
    ["H96", "client-key: /tmp/pipe", "users[0].user.client-key"],
    ["H110", `token: a\nas: ${SECRET}`, "users[0].user.as"],
    ["H110", "token: a\nas-groups: [system:masters]", "users[0].user.as-groups"],
    ["H110", `token: a\nas-uid: ${SECRET}`, "users[0].user.as-uid"],
    ["H110", `token: a\nas-user-extra: {a: [${SECRET}]}`, "users[0].user.as-user-extra"],
    ["H110", `username: admin\npassword: ${SECRET}`, "users[0].user.username"],
    ["H110", `token: a\npassword: ${SECRET}`, "users[0].user.password"],
    ["unknown key", `token: a\nsurprise: ${SECRET}`, "users[0].user.surprise"],
    ["a secret as a key", `token: a\n${SECRET}.with.dots: b`, "users[0].user.(unknown key)"],
    ["merge key", `<<: {token: ${SECRET}}`, "users[0].user.<<"],
    ["nothing", "{}", "users[0].user.token"],
    ["an empty token", 'token: ""', "users[0].user.token"],
    ["two credentials", `token: a\nclient-certificate-data: YQ==\nclient-key-data: YQ==`, "users[0].user.token"],
    ["a number as token", "token: 12345", "users[0].user.token"],
    ["a token with a line break", `token: "a\\r\\nx: ${SECRET}"`, "users[0].user.token"],
    [
      "an expired JWT",
      `token: ${toBase64("{}")}.${Buffer.from('{"exp":1}').toString("base64url")}.x`,
      "users[0].user.token",
    ],
  ])("%s: %j", (_, user, field) => {
    expect(problemsOf(kubeconfigText({ user })).map((problem) => problem.field)).toContain(field);
  });

  it.each([
    ["H93", "certificate-authority: /etc/passwd", "clusters[0].cluster.certificate-authority"],
    ["H96", `certificate-authority: file:///${SECRET}`, "clusters[0].cluster.certificate-authority"],
    ["H108", "insecure-skip-tls-verify: true", "clusters[0].cluster.insecure-skip-tls-verify"],
    ["C13", `proxy-url: socks5://${SECRET}`, "clusters[0].cluster.proxy-url"],
    ["unknown key", `surprise: ${SECRET}`, "clusters[0].cluster.surprise"],
    ["H88", `extensions: [{name: a, extension: {exec: ${SECRET}}}]`, "clusters[0].cluster.extensions"],
    ["H97", `certificate-authority-data: "${SECRET}!"`, "clusters[0].cluster.certificate-authority-data"],
    ["H97", `certificate-authority-data: ${toBase64("not pem")}`, "clusters[0].cluster.certificate-authority-data"],
  ])("%s in a cluster: %j", (_, line, field) => {
    expect(problemsOf(kubeconfigText({ cluster: `${CLUSTER}\n${line}` })).map((problem) => problem.field)).toContain(
      field,
    );
  });

  it("a plugin of the operator is still checked", () => {
    const exec = (lines: string) =>
      kubeconfigText({ user: `exec:\n  apiVersion: client.authentication.k8s.io/v1\n${lines}` });
    expect(problemsOf(exec("  command: ./plugin"), true)[0]?.field).toBe("users[0].user.exec.command");
    expect(problemsOf(exec("  command: a\n  interactiveMode: Always"), true)[0]?.field).toBe(
      "users[0].user.exec.interactiveMode",
    );
    expect(problemsOf(exec("  command: a\n  args: [1]"), true)[0]?.field).toBe("users[0].user.exec.args");
    expect(problemsOf(exec("  command: a\n  shell: true"), true)[0]?.field).toBe("users[0].user.exec.shell");
    expect(problemsOf(kubeconfigText({ user: "exec: {command: a, apiVersion: v1}" }), true)[0]?.field).toBe(
      "users[0].user.exec.apiVersion",
    );
  });
});

describe("server addresses (C13)", () => {
  it.each([
    ["H98", "http://api.cluster.example"],
    ["H100", "https://127.1"],
    ["H100", "https://2130706433"],
    ["H100", "https://0x7f.1"],
    ["H100", "https://0177.0.0.1"],
    ["H100", "https://①②⑦.0.0.1"],
    ["H101", "https://[::1]"],
    ["H101", "https://[::ffff:127.0.0.1]"],
    ["H101", "https://[::]"],
    ["H101", "https://0.0.0.0"],
    ["H102", "https://169.254.169.254"],
    ["H102", "https://[fd00:ec2::254]"],
    ["H102", "https://metadata.google.internal"],
    ["H104", "https://db.example:5432"],
    ["H105", `https://user:${SECRET}@host.example`],
    ["H106", "https://host.example/path/../"],
    ["H106", "https://host.example?x="],
    ["H106", "https://host.example#@169.254.169.254/"],
  ])("%s %s", (_, server) => {
    expect(problemsOf(kubeconfigText({ cluster: `server: "${server}"` }))).toEqual([
      { field: "clusters[0].cluster.server", rule: expect.any(String), example: "https://api.cluster.example:6443" },
    ]);
  });
});
