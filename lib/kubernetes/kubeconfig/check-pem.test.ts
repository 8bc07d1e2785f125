import { beforeAll, describe, expect, it } from "vitest";
import { type IssuedCertificate, issueCertificate } from "../testing/issue-certificate.ts";
import { kubeconfigText } from "../testing/kubeconfig-text.ts";
import { certificateUser, parseStrictly, problemsOf, SECRET, toBase64 } from "../testing/parse-test-kubeconfig.ts";

const CLUSTER = "server: https://api.cluster.example:6443";

let person: IssuedCertificate;
let other: IssuedCertificate;
beforeAll(async () => {
  const ca = await issueCertificate({ commonName: "ca", notAfter: 400 });
  person = await issueCertificate({ commonName: "person", signer: ca, notAfter: 400 });
  other = await issueCertificate({ commonName: "other", signer: ca });
});

describe("H97: certificates and keys", () => {
  it.each([
    [
      "key of another certificate",
      () => certificateUser(person.certificate, other.key),
      "client-key-data",
      "must be the key of the client certificate",
    ],
    [
      "two keys",
      () => certificateUser(person.certificate, person.key + other.key),
      "client-key-data",
      "must hold exactly one private key",
    ],
    [
      "a key where the certificate belongs",
      () => certificateUser(person.key, person.key),
      "client-certificate-data",
      "must hold certificates only",
    ],
    [
      "certificate and key in one",
      () => certificateUser(person.certificate + person.key, person.key),
      "client-certificate-data",
      "must hold certificates only",
    ],
    [
      "a certificate where the key belongs",
      () => certificateUser(person.certificate, person.certificate),
      "client-key-data",
      "must hold exactly one private key",
    ],
    [
      "a damaged certificate",
      () => certificateUser(`-----BEGIN CERTIFICATE-----\n${toBase64(SECRET)}\n-----END CERTIFICATE-----`, person.key),
      "client-certificate-data",
      "must hold valid X.509 certificates",
    ],
    [
      "a damaged key",
      () =>
        certificateUser(
          person.certificate,
          `-----BEGIN PRIVATE KEY-----\n${toBase64(SECRET)}\n-----END PRIVATE KEY-----`,
        ),
      "client-key-data",
      "must hold a valid private key",
    ],
    [
      "an encrypted key",
      () =>
        certificateUser(
          person.certificate,
          `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${toBase64(SECRET)}\n-----END ENCRYPTED PRIVATE KEY-----`,
        ),
      "client-key-data",
      "must not be encrypted",
    ],
    [
      "not base64",
      () => `client-certificate-data: "${SECRET}!"\nclient-key-data: "${SECRET}!"`,
      "client-certificate-data",
      "must be base64",
    ],
    [
      "a certificate without its key",
      () => `client-certificate-data: ${toBase64(person.certificate)}`,
      "client-key-data",
      "is required",
    ],
  ])("%s", (_, user, key, rule) => {
    const problems = problemsOf(kubeconfigText({ user: user() }));
    expect(problems.map((one) => [one.field, one.rule])).toContainEqual([`users[0].user.${key}`, rule]);
  });

  it("expired, not yet valid, 1024-bit and SHA-1", async () => {
    const wishes = [
      { wish: { notBefore: -9, notAfter: -1 }, rule: /^must not be expired \(it ended on \d+ \w+ \d{4}\)$/ },
      { wish: { notBefore: 2 }, rule: /^must be valid now/ },
      { wish: { rsaBits: 1024 }, rule: /at least 2048 bits/ },
      { wish: { rsaBits: 2048, sha1: true }, rule: /SHA-1/ },
    ];
    for (const { wish, rule } of wishes) {
      const made = await issueCertificate({ commonName: "x", ...wish });
      const user = certificateUser(made.certificate, made.key);
      expect(problemsOf(kubeconfigText({ user }))[0]).toMatchObject({
        field: "users[0].user.client-certificate-data",
        rule: expect.stringMatching(rule),
      });
      const cluster = `${CLUSTER}\ncertificate-authority-data: ${toBase64(made.certificate)}`;
      expect(problemsOf(kubeconfigText({ cluster }))[0]?.field).toBe("clusters[0].cluster.certificate-authority-data");
    }
    const strong = await issueCertificate({ commonName: "x", rsaBits: 2048 });
    expect(
      parseStrictly(kubeconfigText({ user: certificateUser(strong.certificate, strong.key) })).contexts,
    ).toHaveLength(1);
  });
});
