import { describe, expect, test } from "vitest";
import { testMeta } from "#lib/access/testing-fleet";
import type { PodRow, ServiceRow } from "#lib/kubernetes/types/rows";
import { collectBackends } from "./collect-backends.ts";
import { collectWorkloads } from "./collect-workloads.ts";
import type { PartState } from "./read-part.ts";
import { testClusterRows, testDeployment, testPod, testRollout } from "./testing-rows.ts";
import { toWorkloadRow } from "./to-workload-row.ts";

const service = (selector: Record<string, string>): ServiceRow => ({
  ...testMeta("a", "api"),
  ...{ type: "ClusterIP", clusterIp: "10.0.0.1", ports: ["80/TCP"], selector },
  ...{ externalName: undefined, loadBalancer: [] },
});
const template = { labels: { app: "api" }, configMaps: [], secrets: [], claims: [] };

function backendsOf(
  rows: Parameters<typeof testClusterRows>[0],
  selector: Record<string, string>,
  state: PartState = "live",
) {
  const cluster = testClusterRows(rows);
  const workloads = collectWorkloads(cluster).map((facts) => ({ facts, row: toWorkloadRow(cluster, facts) }));
  return collectBackends(workloads, { state, rows: cluster.rows.Pod })(service(selector));
}

describe("the workloads behind a service", () => {
  const api = testRollout("a", "api", 2, { template });
  const lone = testPod("a", "alone");
  test("are those whose pods have all labels of its selector", () => {
    expect(backendsOf(api, { app: "api" })).toEqual([{ name: "api", ready: 2, wanted: 2, starting: false }]);
  });

  test("are none where every running pod is known and has other labels", () => {
    const ended: PodRow = { ...lone, phase: "Failed" };
    expect(backendsOf({ ...api, Pod: [...api.Pod, ended] }, { app: "web" })).toEqual([]);
    expect(backendsOf({ Deployment: [testDeployment("a", "api", { template })] }, { app: "web" })).toEqual([]);
  });

  test("are not known where a pod has no known labels, or pods cannot be read", () => {
    expect(backendsOf({ ...api, Pod: [...api.Pod, lone] }, { app: "web" })).toBeUndefined();
    expect(backendsOf(api, { app: "web" }, "forbidden")).toBeUndefined();
    expect(backendsOf(api, { app: "web" }, "starting")).toBeUndefined();
  });

  test("count although other pods are unknown", () => {
    expect(backendsOf({ ...api, Pod: [...api.Pod, lone] }, { app: "api" })).toHaveLength(1);
  });
});
