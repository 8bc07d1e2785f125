import { podResources } from "../../admission/pod-usage.ts";
import { hashFraction } from "../../random/seeded-random.ts";
import { apiErrors } from "../../registry/api-error.ts";
import type { KubeObject } from "../../types/object.ts";
import type { Container, Node, Pod } from "../../types/workloads.ts";
import { quantityValue } from "../../util/quantity.ts";
import { timestamp } from "../../util/time.ts";
import type { ResourceRequest, ServerContext } from "../context.ts";
import { selectionOf } from "../list-options.ts";
import { type Presentation, presentList, presentObject } from "../present.ts";

const WINDOW_MS = 15_000;

/** A figure that belongs to a text and drifts slowly with time, in [low, high]. */
function level(server: ServerContext, text: string, low: number, high: number): number {
  const base = hashFraction(`${server.seed}/${text}`);
  const phase = Math.sin(server.clock.now() / 600_000 + base * 2 * Math.PI);
  const window = Math.floor(server.clock.now() / WINDOW_MS);
  const noise = hashFraction(`${server.seed}/${text}/${window}`) - 0.5;
  const share = Math.min(1, Math.max(0, base * 0.7 + phase * 0.1 + noise * 0.1 + 0.15));
  return low + (high - low) * share;
}

type Use = { cpu: number; memory: number };

/** What a container uses: a share of its request, never above its memory limit. Cores and bytes. */
function containerUse(server: ServerContext, pod: Pod, { name, resources }: Container): Use {
  const id = `${pod.metadata.uid}/${name}`;
  const cpu = quantityValue(resources?.requests?.cpu) || 0.02;
  const memory = quantityValue(resources?.requests?.memory) || 64 * 2 ** 20;
  const limit = quantityValue(resources?.limits?.memory) || Number.POSITIVE_INFINITY;
  return {
    cpu: cpu * level(server, `${id}/cpu`, 0.08, 0.85),
    memory: Math.min(memory * level(server, `${id}/memory`, 0.45, 1.05), limit * 0.97),
  };
}

const usage = ({ cpu, memory }: Use) => ({
  cpu: `${Math.round(cpu * 1e9)}n`,
  memory: `${Math.round(memory / 1024)}Ki`,
});

function sampled(server: ServerContext, kind: string, source: KubeObject, rest: object): KubeObject {
  const { name, namespace, labels } = source.metadata;
  const at = timestamp(Math.floor(server.clock.now() / WINDOW_MS) * WINDOW_MS);
  const metadata = {
    name,
    ...(namespace ? { namespace } : {}),
    creationTimestamp: timestamp(server.clock.now()),
    ...(labels ? { labels } : {}),
  };
  return {
    kind,
    apiVersion: "metrics.k8s.io/v1beta1",
    metadata: metadata as KubeObject["metadata"],
    timestamp: at,
    window: "15.012s",
    ...rest,
  };
}

function podMetrics(server: ServerContext, pod: Pod): KubeObject | undefined {
  if (pod.status.phase !== "Running") return undefined;
  const running = new Set(
    (pod.status.containerStatuses ?? []).filter(({ state }) => state.running).map(({ name }) => name),
  );
  const containers = pod.spec.containers
    .filter(({ name }) => running.has(name))
    .map((container) => ({ name: container.name, usage: usage(containerUse(server, pod, container)) }));
  return containers.length > 0 ? sampled(server, "PodMetrics", pod, { containers }) : undefined;
}

function nodeMetrics(server: ServerContext, node: Node): KubeObject | undefined {
  if (node.status.conditions.find(({ type }) => type === "Ready")?.status !== "True") return undefined;
  const pods = (server.store.list("pods") as Pod[]).filter(
    ({ spec, status }) => spec.nodeName === node.metadata.name && status.phase === "Running",
  );
  const total: Use = { cpu: 0.12, memory: 600 * 2 ** 20 };
  for (const pod of pods) {
    const requests = podResources(pod.spec, "requests");
    if (requests.size === 0) continue;
    for (const container of pod.spec.containers) {
      const use = containerUse(server, pod, container);
      total.cpu += use.cpu;
      total.memory += use.memory;
    }
  }
  return sampled(server, "NodeMetrics", node, { usage: usage(total) });
}

/** metrics.k8s.io: computed when asked for, from requests and a deterministic load. */
export function handleMetrics(request: ResourceRequest, how: Presentation): void {
  const { server, exchange, info, namespace } = request;
  const isPod = info.resource === "pods";
  const measure = (object: KubeObject): KubeObject | undefined =>
    isPod ? podMetrics(server, object as Pod) : nodeMetrics(server, object as Node);
  const { name, verb } = request.request;
  if (verb === "get") {
    const source = server.store.get(info.resource, namespace, name);
    const found = source ? measure(source) : undefined;
    if (!found) throw apiErrors.notFound({ group: "metrics.k8s.io", resource: info.resource }, name);
    exchange.send(200, presentObject(server, info, found, how), { "content-type": "application/json" });
    return;
  }
  const { matches } = selectionOf(info.resource, exchange.query);
  const items = server.store
    .list(info.resource, namespace)
    .filter(matches)
    .flatMap((object) => measure(object) ?? []);
  exchange.send(200, presentList(server, info, items, { resourceVersion: "" }, how), {
    "content-type": "application/json",
  });
}
