import type { KubeRequest } from "../types/connection.ts";

const BUILT_IN_GROUPS = new Set([
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>> };

/**
 * Whether a 5xx answer says that the API server itself is unwell. An aggregated API, an admission webhook or a kubelet
 * behind a subresource can fail while the server is fine; a 504 with a Status body is a slow list or a resource version
 * from the future.
 */
export function isServerFailure(request: Pick<KubeRequest, "method" | "path">, answer: Answer): boolean {
  if (answer.status < 500 || request.method !== "GET" || !isServersOwn(request.path)) return false;
  return answer.status !== 504 || answer.headers["content-type"]?.startsWith("application/json") !== true;
}

function isServersOwn(path: string): boolean {
  const [, root, group = "", ...others] = path.split("/");
  if (root !== "api" && root !== "apis") return true;
  if (root === "apis" && group !== "" && !BUILT_IN_GROUPS.has(group)) return false;
  const afterVersion = root === "apis" ? others.slice(1) : others;
  const target = afterVersion[0] === "namespaces" && afterVersion.length > 2 ? afterVersion.slice(2) : afterVersion;
  return target.length <= 2;
}
