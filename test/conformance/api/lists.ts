import { beforeAll, describe, expect, it } from "vitest";
import { isExpired, isInvalid, isResourceVersionTooLarge } from "#lib/kubernetes/api/errors";
import { listPages } from "#lib/kubernetes/api/list-pages";
import { requestJson } from "#lib/kubernetes/api/request-json";
import { type Bench, type KubeObject, urlOf } from "../bench.ts";
import { failureOf } from "../failure-of.ts";
import { configMap, names } from "../manifests.ts";

type List = {
  kind: string;
  items: KubeObject[];
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
};

export function listSuite(bench: () => Bench): void {
  describe("lists", () => {
    let namespace: string;
    const url = () => urlOf("configmaps", namespace);
    const list = (query: Record<string, string> = {}) =>
      requestJson<List>(bench().admin, { method: "GET", path: url(), query });
    const selected = async (labelSelector: string) =>
      names(await bench().list("configmaps", namespace, { labelSelector }));

    beforeAll(async () => {
      namespace = await bench().namespace();
      const wanted: [string, Record<string, string>][] = [
        ["a", { tier: "web", track: "stable" }],
        ["b", { tier: "web" }],
        ["c", { tier: "db", track: "stable" }],
        ["d", { tier: "db", track: "canary" }],
        ["e", { other: "x" }],
      ];
      for (const [name, labels] of wanted) await bench().create(configMap(namespace, name, { labels }));
    });

    it("come in pages of one resource version, in the order of their keys, each object once", async () => {
      const pages = [];
      for await (const page of listPages<KubeObject>(bench().admin, { path: url(), limit: 2 })) pages.push(page);
      const found = pages.flatMap(({ items }) => names(items));
      expect(found).toEqual([...found].sort());
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual(expect.arrayContaining(["a", "b", "c", "d", "e"]));
      expect(new Set(pages.map(({ resourceVersion }) => resourceVersion)).size).toBe(1);
      expect(pages[0]?.remaining).toBe(found.length - 2);
      expect(pages.at(-1)?.remaining).toBeUndefined();
    });

    it("pages show the state of the first page, whatever is written in between", async () => {
      const first = await list({ limit: "3" });
      await bench().create(configMap(namespace, "zz-later"));
      const rest = await list({ limit: "50", continue: first.metadata.continue ?? "" });
      expect(names(rest.items)).not.toContain("zz-later");
      expect(rest.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
      expect(rest.metadata.continue ?? "").toBe("");
    });

    it.each([
      ["tier=web", ["a", "b"]],
      ["tier==web,track", ["a"]],
      ["tier in (web,db),track!=canary", ["a", "b", "c"]],
      ["tier notin (web),tier", ["c", "d"]],
      ["tier,!track", ["b"]],
      ["tier=none", []],
    ])("are selected by label: %s", async (selector, expected) => {
      expect(await selected(selector)).toEqual(expected);
    });

    it("refuse a label selector that cannot be read", async () => {
      const error = await failureOf(list({ labelSelector: "tier in web" }));
      expect(isInvalid(error)).toBe(true);
      expect(error.message).toContain("unable to parse requirement");
    });

    it("are selected by the fields every kind has", async () => {
      expect(names((await list({ fieldSelector: "metadata.name=c" })).items)).toEqual(["c"]);
      const others = names((await list({ fieldSelector: `metadata.namespace=${namespace},metadata.name!=c` })).items);
      expect(others).toContain("a");
      expect(others).not.toContain("c");
    });

    it("refuse a field that the kind cannot be selected by", async () => {
      const error = await failureOf(list({ fieldSelector: "data.key=value" }));
      expect(error.status).toBe(400);
      expect(error.message).toMatch(/"data.key" is not a known field selector|field label not supported: data.key/);
    });

    it("say what they are and at which version", async () => {
      const whole = await list();
      expect(whole.kind).toBe("ConfigMapList");
      expect(Number(whole.metadata.resourceVersion)).toBeGreaterThan(0);
      // Items carry neither kind nor version: the list says it once.
      expect(whole.items.every(({ kind, apiVersion }) => kind === undefined && apiVersion === undefined)).toBe(true);
    });

    it("serve any version with resourceVersion=0, and at least the one asked for", async () => {
      const { metadata } = await bench().create(configMap(namespace, "zz-newest"));
      expect(names((await list({ resourceVersion: "0" })).items)).toContain("a");
      const current = await list({ resourceVersion: metadata.resourceVersion, resourceVersionMatch: "NotOlderThan" });
      expect(names(current.items)).toContain("zz-newest");
    });

    it("say so when they have not reached the version asked for", async () => {
      const query = { resourceVersion: "999999999", resourceVersionMatch: "NotOlderThan" };
      const error = await failureOf(
        requestJson(bench().admin, { method: "GET", path: url(), query, deadline: "list" }),
      );
      expect(isResourceVersionTooLarge(error)).toBe(true);
    });

    it("refuse a continue token that is not one", async () => {
      expect((await failureOf(list({ limit: "2", continue: "nonsense" }))).status).toBe(400);
    });

    it("answer 410 when the past of a continue token is gone", async () => {
      const first = await list({ limit: "2" });
      await bench().create(configMap(namespace, "zz-moves-on"));
      await bench().target.compact();
      const error = await failureOf(list({ limit: "2", continue: first.metadata.continue ?? "" }));
      expect(error.status).toBe(410);
      expect(error.reason).toBe("Expired");
      expect(isExpired(error)).toBe(true);
    });
  });
}
