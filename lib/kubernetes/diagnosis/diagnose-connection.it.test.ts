import { describe, expect, it } from "vitest";
import { systemClock } from "#lib/core/clock";
import { type DiagnosedCluster, diagnosedCluster } from "../testing/diagnosed-cluster.ts";
import { issueCertificate } from "../testing/issue-certificate.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { testBench } from "../testing/test-bench.ts";
import type { Diagnosis, DiagnosisStepId } from "../types/diagnosis.ts";
import { diagnoseConnection } from "./diagnose-connection.ts";
import { DIAGNOSIS_STEPS } from "./diagnosis-steps.ts";

const bench = testBench();

async function diagnose(cluster: DiagnosedCluster, namespaces: readonly string[] = []): Promise<Diagnosis> {
  const server = await bench.server({ handler: diagnosedCluster(cluster) });
  return diagnoseConnection(bench.connection(server), { namespaces, clock: systemClock });
}

const step = (diagnosis: Diagnosis, id: DiagnosisStepId) => diagnosis.steps.find((one) => one.id === id);

describe("a healthy cluster", () => {
  it("passes every step, reports each as it begins and ends, and names what was found", async () => {
    const services = [
      {
        metadata: { namespace: "monitoring", name: "prometheus" },
        spec: {
          ports: [
            { name: "reloader", port: 8080 },
            { name: "http-web", port: 9090 },
          ],
        },
      },
    ];
    const groups = ["apps", "argoproj.io", "cert-manager.io", "kyverno.io"];
    const server = await bench.server({ handler: diagnosedCluster({ services, groups, argo: ["applications"] }) });
    const reported: string[] = [];
    const log: string[] = [];
    const onStart = (id: string) => log.push(`${id} begins`);
    const onStep = ({ id }: { id: string }) => {
      reported.push(id);
      log.push(`${id} ends`);
    };
    const diagnosis = await diagnoseConnection(bench.connection(server), {
      namespaces: [],
      clock: systemClock,
      onStart,
      onStep,
    });
    expect(Object.fromEntries(diagnosis.steps.map(({ id, state }) => [id, state]))).toEqual(
      Object.fromEntries(Object.keys(DIAGNOSIS_STEPS).map((id) => [id, id === "tls" ? "warning" : "ok"])),
    );
    expect(diagnosis.steps.map(({ id }) => id)).toEqual(Object.keys(DIAGNOSIS_STEPS));
    expect(log.slice(0, 5)).toEqual([
      "reachable begins",
      "reachable ends",
      "latency begins",
      "latency ends",
      "tls begins",
    ]);
    for (const id of reported) expect(log.indexOf(`${id} begins`)).toBeLessThan(log.indexOf(`${id} ends`));
    expect([...reported].sort()).toEqual(Object.keys(DIAGNOSIS_STEPS).sort());
    expect(diagnosis.facts).toMatchObject({
      version: "v1.36.3",
      protocol: "h2",
      clockSkewMs: 0,
      uid: "uid-1",
      username: "system:serviceaccount:ops:portal",
      canImpersonate: true,
      metricsApi: true,
      certificate: { issuer: "test-ca" },
      prometheus: [{ namespace: "monitoring", service: "prometheus", port: 9090 }],
    });
    expect(diagnosis.facts.components?.map(({ id }) => id)).toEqual(["argo-cd", "cert-manager", "kyverno"]);
    expect(diagnosis.facts.latencyMs).toBeGreaterThan(0);
    expect(step(diagnosis, "permissions")?.sentence).toBe("The credential lists all 18 kinds in all namespaces.");
  });

  it("changes nothing: it only reads and asks reviews", async () => {
    const server = await bench.server({ handler: diagnosedCluster({}) });
    await diagnoseConnection(bench.connection(server), { namespaces: ["team-a"], clock: systemClock });
    const writes = server.seen.filter(
      (line) => !line.startsWith("GET ") && !/^POST \S+\/selfsubject(access|rules)?reviews/.test(line),
    );
    expect(writes).toEqual([]);
    expect(server.seen.filter((line) => line.includes("/secrets") && !line.includes("limit=1"))).toEqual([]);
  });
});

describe("rights", () => {
  it("are found by trying, cluster-wide and then namespace by namespace, and say how", async () => {
    const diagnosis = await diagnose(
      { allow: (_, { namespace, resource }) => namespace === "team-a" && resource !== "secrets" },
      ["team-a", "team-b"],
    );
    const { permissions = [] } = diagnosis.facts;
    const found = (resource: string, verb: string) =>
      permissions
        .filter((one) => one.resource === resource && one.verb === verb)
        .map(({ namespace, result, foundBy }) => [namespace, result, foundBy]);
    expect(found("pods", "list")).toEqual([
      [undefined, "forbidden", "attempt"],
      ["team-a", "allowed", "attempt"],
      ["team-b", "forbidden", "attempt"],
    ]);
    expect(found("nodes", "list")).toEqual([[undefined, "forbidden", "attempt"]]);
    expect(found("deployments", "patch")).toContainEqual(["team-a", "allowed", "review"]);
    expect(step(diagnosis, "permissions")).toMatchObject({
      state: "warning",
      sentence: "The credential lists 15 of 18 kinds; 15 of them only in 1 namespace. Not namespaces, nodes, secrets.",
    });
    expect(step(diagnosis, "prometheus")?.state).toBe("unknown");
  });

  it("a review that promises more than the server does is not believed", async () => {
    const diagnosis = await diagnose({ allow: () => false, reviews: () => true });
    expect(step(diagnosis, "permissions")).toMatchObject({
      state: "failed",
      sentence: "The credential cannot list any kind.",
    });
    expect(step(diagnosis, "impersonation")).toMatchObject({
      state: "warning",
      sentence: "The cluster says that the credential may impersonate, but refuses when it does.",
    });
    expect(diagnosis.facts.canImpersonate).toBe(false);
  });

  it("list without watch is a failure: changes would not be seen", async () => {
    const diagnosis = await diagnose({ reviews: ({ verb, resource }) => !(verb === "watch" && resource === "pods") });
    expect(step(diagnosis, "permissions")).toMatchObject({
      state: "failed",
      sentence: expect.stringContaining("may not watch pods"),
    });
  });

  it("a proxy that drops the impersonation headers is found", async () => {
    const diagnosis = await diagnose({ ignoresImpersonation: true });
    expect(step(diagnosis, "impersonation")).toMatchObject({
      state: "failed",
      sentence: expect.stringContaining("ignores impersonation"),
    });
    expect(diagnosis.facts.canImpersonate).toBe(false);
  });

  describe("a credential whose role limits whom it may act for", () => {
    const cluster = { reviews: () => false, allow: () => false };
    const pods = { verbs: ["get"], apiGroups: [""], resources: ["pods"] };
    const byName = (resource: string, name: string) => ({
      ...{ verbs: ["impersonate"], apiGroups: [""], resources: [resource], resourceNames: [name] },
    });
    const users = byName("users", "wheelhouse:user:a");
    const groups = byName("groups", "wheelhouse:team:a");

    it("can impersonate the users and groups that it names", async () => {
      const limited = await diagnose({ ...cluster, rules: [pods, users, groups] });
      expect(step(limited, "impersonation")).toMatchObject({ state: "ok", sentence: expect.stringContaining("names") });
      expect(limited.facts.canImpersonate).toBe(true);
    });

    it.each([
      ["groups", groups, "for groups, but for no users"],
      ["users", users, "for users, but for no groups"],
    ])("to %s alone is warned of, and the portal's own right is no way around it", async (_, rule, sentence) => {
      const half = await diagnose({ ...cluster, rules: [pods, rule] });
      const told = { state: "warning", sentence: expect.stringContaining(sentence) };
      expect(step(half, "impersonation")).toMatchObject(told);
      expect(half.facts.canImpersonate).toBe(true);
    });

    it("to something else than users and groups cannot impersonate", async () => {
      const uids = { verbs: ["impersonate"], apiGroups: ["authentication.k8s.io"], resources: ["uids"] };
      expect((await diagnose({ ...cluster, rules: [uids] })).facts.canImpersonate).toBe(false);
    });
  });

  it("impersonation is tried by an access review where self subject reviews are not served", async () => {
    expect((await diagnose({ selfSubjectReviews: false })).facts.canImpersonate).toBe(true);
    const refused = await diagnose({
      selfSubjectReviews: false,
      allow: (_, { resource }) => resource !== "impersonate",
    });
    expect(refused.facts.canImpersonate).toBe(false);
  });
});

describe("what is wrong", () => {
  it.each([
    [-2, "warning", "The cluster's clock is 2 min behind."],
    [10, "failed", "The cluster's clock is 10 min ahead."],
  ])("clock skew of %i min", async (minutes, state, sentence) => {
    const diagnosis = await diagnose({ date: new Date(systemClock.now() + minutes * 60_000) });
    expect(step(diagnosis, "clock")).toMatchObject({ state, sentence });
  });

  it.each([
    [404, "warning", "The metrics API is not installed."],
    [503, "warning", "The metrics API is registered but does not answer."],
    [403, "unknown", "The credential may not read the metrics API."],
  ])("metrics API with status %i", async (metrics, state, sentence) => {
    expect(step(await diagnose({ metrics }), "metrics")).toMatchObject({ state, sentence });
  });

  it("a refused credential", async () => {
    const server = await bench.server({
      handler: ({ json }) => json(401, { code: 401, reason: "Unauthorized", message: "Unauthorized" }),
    });
    const diagnosis = await diagnoseConnection(bench.connection(server), { namespaces: [], clock: systemClock });
    expect(step(diagnosis, "reachable")?.state).toBe("ok");
    expect(step(diagnosis, "credential")).toMatchObject({
      state: "failed",
      sentence: "The cluster does not accept the credential.",
    });
    expect(step(diagnosis, "version")?.state).toBe("unknown");
  });

  it("a server that is not a Kubernetes API server", async () => {
    const server = await bench.server({
      handler: ({ response }) => void response.writeHead(200).end("<h1>Welcome</h1>"),
    });
    const diagnosis = await diagnoseConnection(bench.connection(server), { namespaces: [], clock: systemClock });
    expect(step(diagnosis, "version")?.state).toBe("failed");
    expect(diagnosis.steps.every(({ sentence }) => !sentence.includes("Welcome"))).toBe(true);
  });

  it("an unreachable cluster: one failure with its reason and what to do, the rest not tried", async () => {
    const other = await issueCertificate({ commonName: "another-ca" });
    const server = await bench.server();
    const connection = bench.connection(server, { target: { ca: other.certificate } });
    const diagnosis = await diagnoseConnection(connection, { namespaces: [], clock: systemClock });
    expect(step(diagnosis, "reachable")).toMatchObject({
      state: "failed",
      sentence: "No answer: the certificate is not signed by the given CA.",
      fix: expect.stringContaining("certificate-authority-data"),
    });
    expect(step(diagnosis, "tls")).toMatchObject({ state: "failed" });
    const others = diagnosis.steps.filter(({ id }) => id !== "reachable" && id !== "tls");
    expect(new Set(others.map(({ state }) => state))).toEqual(new Set(["unknown"]));
  });

  it("a serving certificate that lasts is fine; one that ends soon is a warning", async () => {
    const ca = await issueCertificate({ commonName: "ca", notAfter: 400 });
    const serving = await issueCertificate({ commonName: "s", signer: ca, notAfter: 300 });
    const server = await bench.server({ ca, serving, handler: diagnosedCluster({}) });
    const lasting = await diagnoseConnection(bench.connection(server), { namespaces: [], clock: systemClock });
    expect(step(lasting, "tls")?.state).toBe("ok");
    const clock = { ...manualClock(systemClock.now() + 280 * 86_400_000) };
    const ending = await diagnoseConnection(bench.connection(server), { namespaces: [], clock });
    expect(step(ending, "tls")).toMatchObject({ state: "warning", fix: "Renew the API server's serving certificate." });
  });

  it("an abort ends it with its reason", async () => {
    const server = await bench.server({ handler: () => {} });
    const abort = new AbortController();
    const running = diagnoseConnection(bench.connection(server), {
      namespaces: [],
      clock: systemClock,
      signal: abort.signal,
    });
    await expect.poll(() => server.seen.length).toBe(1);
    abort.abort(new Error("left the page"));
    await expect(running).rejects.toThrow("left the page");
  });
});
