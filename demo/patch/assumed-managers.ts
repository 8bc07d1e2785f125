import type { KubeObject } from "../types/object.ts";

/** Who creates objects of these kinds when no controller owns them. */
const CREATORS: Readonly<Record<string, string>> = {
  Node: "kubelet",
  Lease: "kubelet",
  Event: "kube-controller-manager",
  PersistentVolume: "csi-provisioner",
  EndpointSlice: "kube-controller-manager",
};

const REPORTERS: Readonly<Record<string, string>> = { Pod: "kubelet", Node: "kubelet" };

export function controllerManagerOf({ kind, metadata }: KubeObject): string {
  const owned = metadata.ownerReferences?.some(({ controller }) => controller) ?? false;
  return CREATORS[kind] ?? (owned ? "kube-controller-manager" : "argocd-controller");
}

export function statusManagerOf({ kind }: KubeObject): string {
  return REPORTERS[kind] ?? "kube-controller-manager";
}
