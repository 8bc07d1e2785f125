import { expect, test } from "vitest";
import { ago, asIs, NOW, object, ownedBy, podObject } from "../testing/objects.ts";
import { CRON_JOB } from "./cron-job.ts";
import { DAEMON_SET } from "./daemon-set.ts";
import { POD } from "./pod.ts";
import { STATEFUL_SET } from "./stateful-set.ts";

const entry = (seconds: number, spec: object, more = {}) => ({
  ...{ manager: "any", operation: "Update", apiVersion: "apps/v1", time: ago(seconds), fieldsType: "FieldsV1" },
  fieldsV1: { "f:spec": spec },
  ...more,
});

const managedFields = [
  entry(900, { "f:template": { "f:metadata": {} } }),
  entry(500, { "f:template": { "f:spec": {} }, "f:replicas": {} }),
  // Scaling, the controller's own writes, and what is no list of fields.
  entry(300, { "f:replicas": {} }, { subresource: "scale" }),
  entry(200, { "f:updateStrategy": {} }),
  entry(100, { "f:template": {} }, { subresource: "status" }),
  entry(50, {}, { fieldsV1: "f:template" }),
  "x",
];

test.each([STATEFUL_SET, DAEMON_SET])("of a $kind is kept when its pod template was last written", ({ project }) => {
  expect(project(object("Any", "broker", { metadata: { managedFields } }), asIs)?.templateWrittenAt).toBe(NOW - 500);
  expect(project(object("Any", "broker", {}), asIs)?.templateWrittenAt).toBeUndefined();
});

test("of a CronJob is kept when anything of its spec was last written: schedule, suspension or image", () => {
  const written = (...entries: unknown[]) =>
    CRON_JOB.project(object("Any", "report", { metadata: { managedFields: entries } }), asIs)?.specWrittenAt;
  const first = entry(900, { "f:jobTemplate": {}, "f:schedule": {} });
  const status = entry(10, {}, { subresource: "status", fieldsV1: { "f:status": { "f:lastScheduleTime": {} } } });
  expect(written(first, status)).toBe(NOW - 900);
  expect(written(first, entry(60, { "f:suspend": {} }), status)).toBe(NOW - 60);
  // A label, say.
  expect(written(first, entry(30, {}, { fieldsV1: { "f:metadata": { "f:labels": {} } } }))).toBe(NOW - 900);
  expect(written()).toBeUndefined();
});

test("a pod keeps the revision of its set that it was made from", () => {
  const labels = { "controller-revision-hash": "broker-7d9" };
  const pod = podObject({ name: "broker-0", metadata: { labels, ...ownedBy("StatefulSet", "broker") } });
  expect(POD.project(pod, asIs)?.revisionHash).toBe("broker-7d9");
  expect(POD.project(podObject(), asIs)?.revisionHash).toBeUndefined();
});
