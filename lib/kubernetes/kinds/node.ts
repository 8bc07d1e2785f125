import type { NodeRow } from "../types/rows.ts";
import { isGpuResource } from "./gpu-resource.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { parseAmount, parseCpu } from "./parse-quantity.ts";
import { readConditions } from "./read-conditions.ts";
import { exactList, type Fields, fieldsOf, listOf, nameOf, ownText } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";
import { gpuSum } from "./read-requests.ts";

export const NODE: KindDefinition<"Node"> = {
  kind: "Node",
  group: "",
  version: "v1",
  resource: "nodes",
  namespaced: false,
  metadataOnly: false,
  project: projectNode,
};

const ROLE = "node-role.kubernetes.io/";

function projectNode(object: unknown, intern: Intern): NodeRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { metadata, spec: rawSpec, status: rawStatus } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const status = fieldsOf(rawStatus);
  const labels = fieldsOf(fieldsOf(metadata).labels);
  const info = fieldsOf(status.nodeInfo);
  const capacity = fieldsOf(status.capacity);
  const allocatable = fieldsOf(status.allocatable);
  return {
    ...meta,
    conditions: readConditions(status.conditions, intern),
    unschedulable: spec.unschedulable === true,
    taints: readTaints(spec.taints, intern),
    roles: readRoles(labels, intern),
    kubeletVersion: nameOf(info.kubeletVersion, intern),
    osImage: nameOf(info.osImage, intern),
    architecture: nameOf(info.architecture, intern),
    zone: nameOf(ownText(labels, "topology.kubernetes.io/zone"), intern),
    instanceType: nameOf(ownText(labels, "node.kubernetes.io/instance-type"), intern),
    cpuCapacity: parseCpu(capacity.cpu),
    cpuAllocatable: parseCpu(allocatable.cpu),
    memoryCapacity: parseAmount(capacity.memory),
    memoryAllocatable: parseAmount(allocatable.memory),
    podsAllocatable: parseAmount(allocatable.pods),
    ...readGpus(allocatable, intern),
  };
}

function readGpus(allocatable: Fields, intern: Intern): Pick<NodeRow, "gpuAllocatable" | "gpuResource"> {
  const names = Object.keys(allocatable).filter(isGpuResource).slice(0, 64);
  const amount = (name: string) => parseAmount(allocatable[name]) ?? 0;
  const largest = names.sort((a, b) => amount(b) - amount(a))[0];
  return { gpuAllocatable: largest ? gpuSum(allocatable) : undefined, gpuResource: nameOf(largest, intern) };
}

/** `key=value:Effect`, as kubectl prints them. */
function readTaints(value: unknown, intern: Intern): readonly string[] {
  const taints: string[] = [];
  for (const entry of listOf(value)) {
    const taint = fieldsOf(entry);
    const key = nameOf(taint.key, intern);
    if (!key) continue;
    const text = nameOf(taint.value, intern);
    taints.push(intern(`${key}${text ? `=${text}` : ""}:${nameOf(taint.effect, intern) ?? ""}`));
  }
  return exactList(taints);
}

function readRoles(labels: Fields, intern: Intern): readonly string[] {
  const roles = Object.keys(labels).filter((key) => key.startsWith(ROLE) && key.length > ROLE.length);
  return roles.slice(0, 16).flatMap((key) => nameOf(key.slice(ROLE.length), intern) ?? []);
}
