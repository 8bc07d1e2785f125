/** Software by the API group that it adds; `resource` tells products apart that share a group. */
export type KnownComponent = {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly resource?: string;
};

export const KNOWN_COMPONENTS: readonly KnownComponent[] = [
  { id: "argo-cd", name: "Argo CD", group: "argoproj.io", resource: "applications" },
  { id: "argo-rollouts", name: "Argo Rollouts", group: "argoproj.io", resource: "rollouts" },
  { id: "argo-workflows", name: "Argo Workflows", group: "argoproj.io", resource: "workflows" },
  { id: "flux-kustomize", name: "Flux (Kustomizations)", group: "kustomize.toolkit.fluxcd.io" },
  { id: "flux-helm", name: "Flux (Helm releases)", group: "helm.toolkit.fluxcd.io" },
  { id: "cert-manager", name: "cert-manager", group: "cert-manager.io" },
  { id: "trivy-operator", name: "Trivy operator", group: "aquasecurity.github.io" },
  { id: "falco", name: "Falco operator", group: "artifact.falcosecurity.dev" },
  { id: "kyverno", name: "Kyverno", group: "kyverno.io" },
  { id: "gatekeeper", name: "Gatekeeper", group: "templates.gatekeeper.sh" },
  { id: "policy-reports", name: "Policy reports", group: "wgpolicyk8s.io" },
  { id: "open-reports", name: "Open reports", group: "openreports.io" },
  { id: "gpu-operator", name: "NVIDIA GPU operator", group: "nvidia.com" },
  { id: "dynamic-resource-allocation", name: "Dynamic resource allocation", group: "resource.k8s.io" },
  { id: "kueue", name: "Kueue", group: "kueue.x-k8s.io" },
  { id: "kuberay", name: "KubeRay", group: "ray.io" },
  { id: "kubeflow-trainer", name: "Kubeflow Trainer", group: "trainer.kubeflow.org" },
  { id: "kserve", name: "KServe", group: "serving.kserve.io" },
  { id: "keda", name: "KEDA", group: "keda.sh" },
  { id: "karpenter", name: "Karpenter", group: "karpenter.sh" },
  { id: "vertical-pod-autoscaler", name: "Vertical Pod Autoscaler", group: "autoscaling.k8s.io" },
  { id: "knative", name: "Knative Serving", group: "serving.knative.dev" },
  { id: "istio", name: "Istio", group: "networking.istio.io" },
  { id: "gateway-api", name: "Gateway API", group: "gateway.networking.k8s.io" },
  { id: "cilium", name: "Cilium", group: "cilium.io" },
  { id: "calico", name: "Calico", group: "crd.projectcalico.org" },
  { id: "external-secrets", name: "External Secrets", group: "external-secrets.io" },
  { id: "sealed-secrets", name: "Sealed Secrets", group: "bitnami.com" },
  { id: "velero", name: "Velero", group: "velero.io" },
  { id: "volume-snapshots", name: "Volume snapshots", group: "snapshot.storage.k8s.io" },
  { id: "prometheus-operator", name: "Prometheus operator", group: "monitoring.coreos.com" },
  { id: "opentelemetry", name: "OpenTelemetry operator", group: "opentelemetry.io" },
  { id: "cluster-api", name: "Cluster API", group: "cluster.x-k8s.io" },
  { id: "crossplane", name: "Crossplane", group: "apiextensions.crossplane.io" },
  { id: "kubevirt", name: "KubeVirt", group: "kubevirt.io" },
];
