import { beforeAll, describe, expect, it } from "vitest";
import { deleteObject } from "#lib/kubernetes/api/delete-object";
import { isExpired, isInvalid } from "#lib/kubernetes/api/errors";
import { patchObject } from "#lib/kubernetes/api/patch-object";
import { requestJson } from "#lib/kubernetes/api/request-json";
import { type WatchEvent, watchStream } from "#lib/kubernetes/api/watch-stream";
import { type Bench, type KubeObject, pathOf, urlOf } from "../bench.ts";
import { failureOf } from "../failure-of.ts";
import { configMap } from "../manifests.ts";

type Event = WatchEvent<KubeObject>;
type Query = Record<string, string>;

const shortly = ({ type, object }: Event): string => `${type} ${object.metadata.name}`;
const isEndOfInitial = ({ type, object }: Event): boolean =>
  type === "BOOKMARK" && object.metadata.annotations?.["k8s.io/initial-events-end"] === "true";

export function watchSuite(bench: () => Bench): void {
  describe("watches", () => {
    let namespace: string;
    beforeAll(async () => {
      namespace = await bench().namespace();
    });

    const watch = (query: Query) =>
      watchStream<KubeObject>(bench().admin, { path: urlOf("configmaps", namespace), query });
    /** Events up to the first for which `last` holds. */
    async function until(query: Query, last: (event: Event) => boolean): Promise<Event[]> {
      const events: Event[] = [];
      for await (const event of watch({ timeoutSeconds: "20", ...query })) {
        events.push(event);
        if (last(event)) return events;
      }
      throw new Error(`the watch ended after: ${events.map(shortly).join(", ")}`);
    }
    async function version(): Promise<string> {
      const path = urlOf("configmaps", namespace);
      const list: { metadata: { resourceVersion: string } } = await requestJson(bench().admin, { method: "GET", path });
      return list.metadata.resourceVersion;
    }
    const object = (name: string) => ({ ...pathOf("configmaps", namespace), name });
    const label = (name: string, value: string | null) =>
      patchObject(bench().admin, object(name), { type: "merge", patch: { metadata: { labels: { tier: value } } } });

    it("deliver every change after a list's version, in order, with growing versions", async () => {
      const resourceVersion = await version();
      await bench().create(configMap(namespace, "order-a"));
      await bench().create(configMap(namespace, "order-b"));
      await label("order-a", "web");
      await deleteObject(bench().admin, object("order-b"));
      const events = await until({ resourceVersion }, ({ type }) => type === "DELETED");
      expect(events.map(shortly)).toEqual(["ADDED order-a", "ADDED order-b", "MODIFIED order-a", "DELETED order-b"]);
      const versions = events.map((event) => Number(event.object.metadata.resourceVersion));
      expect(versions).toEqual([...versions].sort((one, other) => one - other));
      expect(events[0]?.object).toMatchObject({ kind: "ConfigMap", apiVersion: "v1" });
    });

    it("with a selector say that an object is gone when it leaves the selection", async () => {
      await bench().create(configMap(namespace, "leaves"));
      const resourceVersion = await version();
      await label("leaves", "web");
      await label("leaves", null);
      const events = await until(
        { resourceVersion, labelSelector: "tier=web,app!=x" },
        ({ type }) => type === "DELETED",
      );
      expect(events.map(shortly)).toEqual(["ADDED leaves", "DELETED leaves"]);
    });

    it("of one name see nothing else", async () => {
      const resourceVersion = await version();
      await bench().create(configMap(namespace, "one-other"));
      await bench().create(configMap(namespace, "one-self"));
      const events = await until({ resourceVersion, fieldSelector: "metadata.name=one-self" }, () => true);
      expect(events.map(shortly)).toEqual(["ADDED one-self"]);
    });

    it("list and watch in one: first what is there, then a bookmark, then changes", async () => {
      await bench().create(configMap(namespace, "initial"));
      const query = { sendInitialEvents: "true", resourceVersionMatch: "NotOlderThan", allowWatchBookmarks: "true" };
      const initial = await until(query, isEndOfInitial);
      expect(initial.slice(0, -1).every(({ type }) => type === "ADDED")).toBe(true);
      expect(initial.map(shortly)).toContain("ADDED initial");
      const resourceVersion = initial.at(-1)?.object.metadata.resourceVersion ?? "";
      expect(Number(resourceVersion)).toBeGreaterThan(0);
      await bench().create(configMap(namespace, "afterwards"));
      const later = await until({ resourceVersion }, () => true);
      expect(later.map(shortly)).toEqual(["ADDED afterwards"]);
    });

    it("refuse initial events without saying how old they may be", async () => {
      const error = await failureOf(until({ sendInitialEvents: "true", allowWatchBookmarks: "true" }, () => true));
      expect(isInvalid(error)).toBe(true);
      expect(error.message).toContain("resourceVersionMatch");
    });

    it("answer 410 as an event when their version is too old", async () => {
      await bench().create(configMap(namespace, "history"));
      await bench().target.compact();
      const error = await failureOf(until({ resourceVersion: "1" }, () => true));
      expect(isExpired(error)).toBe(true);
      expect(error.message).toContain("too old resource version: 1");
    });

    it("end when their time is over, without an error", async () => {
      const events: Event[] = [];
      const resourceVersion = await version();
      for await (const event of watch({ resourceVersion, timeoutSeconds: "1" })) events.push(event);
      expect(events).toEqual([]);
    });

    it("of a namespace that nobody made are quiet, not an error", async () => {
      const path = urlOf("configmaps", "nowhere");
      const quiet = watchStream<KubeObject>(bench().admin, { path, query: { timeoutSeconds: "1" } });
      const events: Event[] = [];
      for await (const event of quiet) events.push(event);
      expect(events).toEqual([]);
    });
  });
}
