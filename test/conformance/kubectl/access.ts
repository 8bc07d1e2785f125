import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { KubectlTarget } from "../target.ts";
import { Session } from "./session.ts";

const ADA = ["--as", "ada@example.com"];
const TEAM = ["--as", "lin@example.com", "--as-group", "wheelhouse:team:shop"];

export function accessSuite(target: () => KubectlTarget): void {
  describe("kubectl auth", () => {
    let session: Session;
    let portal: string;
    beforeAll(async () => {
      session = await Session.open(target());
      portal = join(target().dir, `${session.namespace}.kubeconfig`);
      await writeFile(portal, target().kubeconfig, { mode: 0o600 });
      await session.ok([
        "create",
        "role",
        "viewer",
        "--verb=get,list,watch",
        "--resource=pods,configmaps,deployments.apps",
      ]);
      await session.ok(["create", "role", "logs", "--verb=get", "--resource=pods/log"]);
      await session.ok([
        "create",
        "rolebinding",
        "viewer",
        "--role=viewer",
        "--user=ada@example.com",
        "--group=wheelhouse:team:shop",
      ]);
    });

    it("can-i answers for oneself", async () => {
      expect(await session.ok(["auth", "can-i", "delete", "nodes"])).toMatch(/yes$/);
      expect((await session.run(["auth", "can-i", "delete", "pods"], { kubeconfig: portal })).stdout.trim()).toBe("no");
      expect((await session.run(["auth", "can-i", "list", "pods"], { kubeconfig: portal })).stdout.trim()).toBe("yes");
    });

    it("can-i answers for a person and for a group", async () => {
      const answer = async (...args: string[]) => (await session.run(["auth", "can-i", ...args])).stdout.trim();
      expect(await answer("list", "pods", ...ADA)).toBe("yes");
      expect(await answer("delete", "pods", ...ADA)).toMatch(/^no/);
      expect(await answer("get", "deployments.apps", ...TEAM)).toBe("yes");
      expect(await answer("list", "pods", "--as", "lin@example.com")).toMatch(/^no/);
      expect(await answer("get", "pods", "--subresource=log", ...ADA)).toMatch(/^no/);
    });

    it("can-i --list names the rules", async () => {
      const rules = await session.ok(["auth", "can-i", "--list", ...ADA]);
      expect(rules).toMatch(/^configmaps\s+\[\]\s+\[\]\s+\[get list watch\]$/m);
      expect(rules).toMatch(/^deployments\.apps\s+\[\]\s+\[\]\s+\[get list watch\]$/m);
    });

    it("--as acts as that person, and the refusal names the person", async () => {
      expect((await session.run(["get", "configmaps", ...ADA])).code).toBe(0);
      expect(await session.fails(["get", "secrets", ...ADA])).toBe(
        `Error from server (Forbidden): secrets is forbidden: User "ada@example.com" cannot list resource "secrets" in API group "" in the namespace "${session.namespace}"`,
      );
      expect(await session.fails(["get", "namespaces", ...ADA])).toBe(
        'Error from server (Forbidden): namespaces is forbidden: User "ada@example.com" cannot list resource "namespaces" in API group "" at the cluster scope',
      );
    });

    it("the portal's credential acts as others, and not for itself", async () => {
      expect((await session.run(["get", "pods", ...TEAM], { kubeconfig: portal })).code).toBe(0);
      expect(await session.fails(["create", "configmap", "x"], { kubeconfig: portal })).toContain(
        'User "system:serviceaccount:wheelhouse-system:wheelhouse" cannot create resource "configmaps"',
      );
    });

    it("whoami says who one is", async () => {
      expect(
        await session.ok(["auth", "whoami", "-o", "jsonpath={.status.userInfo.username}"], { kubeconfig: portal }),
      ).toBe("system:serviceaccount:wheelhouse-system:wheelhouse");
      expect(await session.ok(["auth", "whoami", "-o", "jsonpath={.status.userInfo.groups}", ...TEAM])).toContain(
        "wheelhouse:team:shop",
      );
    });

    it("create token issues one that works", async () => {
      await session.ok(["create", "serviceaccount", "robot"]);
      const token = await session.ok(["create", "token", "robot"]);
      expect(token.split(".")).toHaveLength(3);
      await session.ok([
        "create",
        "rolebinding",
        "robot",
        "--role=viewer",
        `--serviceaccount=${session.namespace}:robot`,
      ]);
      const file = join(target().dir, `${session.namespace}-robot.kubeconfig`);
      await writeFile(file, target().kubeconfig.replace(/token: .*/, `token: ${token}`), { mode: 0o600 });
      expect((await session.run(["get", "pods"], { kubeconfig: file })).code).toBe(0);
      expect(await session.fails(["get", "secrets"], { kubeconfig: file })).toContain(
        `User "system:serviceaccount:${session.namespace}:robot" cannot list`,
      );
    });
  });
}
