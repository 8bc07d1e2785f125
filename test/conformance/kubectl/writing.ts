import { beforeAll, describe, expect, it } from "vitest";
import type { KubeObject } from "../bench.ts";
import { configMap, deployment, job, pod } from "../manifests.ts";
import type { KubectlTarget } from "../target.ts";
import { Session } from "./session.ts";

export function writingSuite(target: () => KubectlTarget): void {
  describe("kubectl writes", () => {
    let session: Session;
    beforeAll(async () => {
      session = await Session.open(target());
    });
    const value = (name: string, path = "{.data.key}") =>
      session.ok(["get", "configmap", name, "-o", `jsonpath=${path}`]);
    const settings = (name: string, key: string) => configMap(session.namespace, name, { data: { key } });

    it("apply creates, changes and leaves alone", async () => {
      expect(await session.apply(settings("applied", "1"))).toBe("configmap/applied created");
      expect(await session.apply(settings("applied", "1"))).toBe("configmap/applied unchanged");
      expect(await session.apply(settings("applied", "2"))).toBe("configmap/applied configured");
      expect(await value("applied")).toBe("2");
    });

    it("apply removes what the last one had and keeps what others added", async () => {
      await session.apply(configMap(session.namespace, "three-way", { data: { a: "1", b: "2" } }));
      await session.ok(["patch", "configmap", "three-way", "--type=merge", "-p", '{"data":{"other":"x"}}']);
      await session.apply(configMap(session.namespace, "three-way", { data: { a: "1" } }));
      expect(await value("three-way", "{.data}")).toBe('{"a":"1","other":"x"}');
    });

    it("apply of a Deployment merges its containers", async () => {
      await session.apply(deployment({ namespace: session.namespace, name: "merged", replicas: 0 }));
      await session.ok(["set", "env", "deployment/merged", "MODE=fast"]);
      const image = "registry.example.com/shop/web:9.9";
      await session.apply(deployment({ namespace: session.namespace, name: "merged", replicas: 0, image }));
      const { spec } = await session.json<KubeObject>(["get", "deployment", "merged"]);
      expect(spec.template.spec.containers).toMatchObject([
        { name: "web", image, env: [{ name: "MODE", value: "fast" }] },
      ]);
    });

    it("apply --server-side owns fields, and says who else does", async () => {
      const apply = (key: string, manager: string, ...more: string[]) =>
        session.run(["apply", "--server-side", `--field-manager=${manager}`, ...more, "-f", "-"], {
          input: JSON.stringify(settings("owned", key)),
        });
      expect((await apply("1", "one")).stdout).toBe("configmap/owned serverside-applied\n");
      const refused = await apply("2", "two");
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('Apply failed with 1 conflict: conflict with "one": .data.key');
      expect((await apply("2", "two", "--force-conflicts")).code).toBe(0);
      expect(await value("owned")).toBe("2");
    });

    it("apply and create with --dry-run=server store nothing", async () => {
      const input = JSON.stringify(settings("dry", "1"));
      expect(await session.ok(["apply", "--dry-run=server", "-f", "-"], { input })).toBe(
        "configmap/dry created (server dry run)",
      );
      expect(await session.ok(["create", "--dry-run=server", "-f", "-"], { input })).toBe(
        "configmap/dry created (server dry run)",
      );
      expect(await session.fails(["get", "configmap", "dry"])).toContain("NotFound");
    });

    it("create refuses a second one, and fields that do not exist", async () => {
      const input = JSON.stringify(settings("once", "1"));
      expect(await session.ok(["create", "-f", "-"], { input })).toBe("configmap/once created");
      expect(await session.fails(["create", "-f", "-"], { input })).toContain(
        'Error from server (AlreadyExists): error when creating "STDIN": configmaps "once" already exists',
      );
      const typo = { ...(deployment({ namespace: session.namespace, name: "typo" }) as KubeObject) };
      typo.spec = { ...typo.spec, replica: 3 };
      expect(await session.fails(["create", "-f", "-"], { input: JSON.stringify(typo) })).toContain(
        'strict decoding error: unknown field "spec.replica"',
      );
    });

    it("replace puts the whole object", async () => {
      await session.apply(settings("replaced", "1"));
      const input = JSON.stringify(settings("replaced", "3"));
      expect(await session.ok(["replace", "-f", "-"], { input })).toBe("configmap/replaced replaced");
      expect(await value("replaced")).toBe("3");
    });

    it.each([
      ["merge", '{"data":{"key":"merged"}}', "merged"],
      ["strategic", '{"data":{"key":"strategic"}}', "strategic"],
      ["json", '[{"op":"replace","path":"/data/key","value":"json"}]', "json"],
    ])("patch --type=%s", async (type, patch, expected) => {
      await session.apply(settings(`patch-${type}`, "before"));
      const name = `patch-${type}`;
      expect(await session.ok(["patch", "configmap", name, `--type=${type}`, "-p", patch])).toBe(
        `configmap/${name} patched`,
      );
      expect(
        await session.ok(["patch", "configmap", name, `--type=merge`, "-p", `{"data":{"key":"${expected}"}}`]),
      ).toBe(`configmap/${name} patched (no change)`);
      expect(await value(name)).toBe(expected);
    });

    it("patch --subresource=scale", async () => {
      await session.apply(deployment({ namespace: session.namespace, name: "sub", replicas: 0 }));
      await session.ok([
        "patch",
        "deployment",
        "sub",
        "--subresource=scale",
        "--type=merge",
        "-p",
        '{"spec":{"replicas":1}}',
      ]);
      expect(await session.ok(["get", "deployment", "sub", "-o", "jsonpath={.spec.replicas}"])).toBe("1");
    });

    it("label and annotate set, refuse to overwrite, and remove", async () => {
      await session.apply(settings("marked", "1"));
      expect(await session.ok(["label", "configmap", "marked", "tier=web"])).toBe("configmap/marked labeled");
      expect(await session.fails(["label", "configmap", "marked", "tier=db"])).toContain(
        "'tier' already has a value (web), and --overwrite is false",
      );
      expect(await session.ok(["label", "configmap", "marked", "tier-"])).toBe("configmap/marked unlabeled");
      expect(await session.ok(["annotate", "configmap", "marked", "note=x"])).toBe("configmap/marked annotated");
    });

    it("create makes typed objects", async () => {
      expect(await session.ok(["create", "configmap", "literal", "--from-literal=key=1"])).toBe(
        "configmap/literal created",
      );
      expect(await session.ok(["create", "secret", "generic", "hidden", "--from-literal=key=1"])).toBe(
        "secret/hidden created",
      );
      expect(await session.ok(["get", "secret", "hidden", "-o", "jsonpath={.data.key}"])).toBe("MQ==");
      expect(
        await session.ok(["create", "deployment", "made", "--image=registry.example.com/x:1", "--replicas=0"]),
      ).toBe("deployment.apps/made created");
      expect(await session.ok(["expose", "deployment", "made", "--port=80", "--target-port=8080"])).toBe(
        "service/made exposed",
      );
      expect(await session.ok(["get", "service", "made", "-o", "jsonpath={.spec.clusterIP}"])).toMatch(
        /^10\.\d+\.\d+\.\d+$/,
      );
      expect(await session.ok(["create", "quota", "q", "--hard=pods=9"])).toBe("resourcequota/q created");
    });

    it("delete waits until it is gone, and says when there is nothing", async () => {
      await session.apply(pod({ namespace: session.namespace, name: "short" }));
      await session.ok(["wait", "pod/short", "--for=condition=Ready", "--timeout=60s"]);
      expect(await session.ok(["delete", "pod", "short"])).toMatch(/^pod "short" deleted/);
      expect(await session.fails(["get", "pod", "short"])).toContain("NotFound");
      expect(await session.fails(["delete", "pod", "short"])).toBe(
        'Error from server (NotFound): pods "short" not found',
      );
      expect(await session.ok(["delete", "pod", "short", "--ignore-not-found"])).toBe("");
    });

    it("delete by label", async () => {
      await session.apply(
        configMap(session.namespace, "old-1", { labels: { age: "old" } }),
        configMap(session.namespace, "old-2", { labels: { age: "old" } }),
      );
      const deleted = await session.ok(["delete", "configmaps", "-l", "age=old"]);
      expect(deleted).toMatch(/^configmap "old-1" deleted/m);
      expect(await session.ok(["get", "configmaps", "-l", "age=old", "-o", "name"])).toBe("");
    });

    it("wait sees a condition of a Job", async () => {
      await session.apply(job({ namespace: session.namespace, name: "brief", behaviour: "complete after=1s" }));
      expect(await session.ok(["wait", "job/brief", "--for=condition=Complete", "--timeout=60s"])).toBe(
        "job.batch/brief condition met",
      );
    });
  });

  describe("kubectl rollouts", () => {
    let session: Session;
    beforeAll(async () => {
      session = await Session.open(target());
      await session.apply(deployment({ namespace: session.namespace, replicas: 2 }));
    });

    it("rollout status waits until every replica is available", async () => {
      expect(await session.ok(["rollout", "status", "deployment/web", "--timeout=60s"])).toContain(
        'deployment "web" successfully rolled out',
      );
    });

    it("scale changes the replicas", async () => {
      expect(await session.ok(["scale", "deployment/web", "--replicas=1"])).toBe("deployment.apps/web scaled");
      await session.ok(["wait", "deployment/web", "--for=jsonpath={.status.replicas}=1", "--timeout=60s"]);
      expect(await session.fails(["scale", "deployment/web", "--current-replicas=7", "--replicas=2"])).toContain(
        "Expected replicas to be 7, was 1",
      );
    });

    it("set image makes a revision, undo goes back to the one before", async () => {
      await session.ok(["set", "image", "deployment/web", "web=registry.example.com/shop/web:2.0"]);
      await session.ok(["rollout", "status", "deployment/web", "--timeout=60s"]);
      expect(await session.ok(["rollout", "history", "deployment/web"])).toMatch(/^1\s+<none>\n2\s+<none>$/m);
      expect(await session.ok(["rollout", "undo", "deployment/web"])).toBe("deployment.apps/web rolled back");
      await session.ok(["rollout", "status", "deployment/web", "--timeout=60s"]);
      const image = "jsonpath={.spec.template.spec.containers[0].image}";
      expect(await session.ok(["get", "deployment", "web", "-o", image])).toBe("registry.example.com/shop/web:1.0");
    });

    it("restart replaces the pods", async () => {
      const before = await session.ok(["get", "pods", "-o", "name"]);
      expect(await session.ok(["rollout", "restart", "deployment/web"])).toBe("deployment.apps/web restarted");
      await session.ok(["rollout", "status", "deployment/web", "--timeout=60s"]);
      await session.ok(["wait", "--for=delete", ...before.split("\n"), "--timeout=60s"]);
    });

    it("cordon takes a node out of scheduling, uncordon gives it back", async () => {
      expect(await session.ok(["cordon", "node-2"])).toBe("node/node-2 cordoned");
      expect(await session.ok(["get", "node", "node-2"])).toContain("Ready,SchedulingDisabled");
      expect(await session.ok(["uncordon", "node-2"])).toBe("node/node-2 uncordoned");
    });
  });
}
