import { systemClock } from "#lib/core/clock";
import type { TestHandler } from "./start-test-server.ts";

type Exchange = Parameters<TestHandler>[0];
/** What a diagnosis finds; what is not said is as in a healthy cluster. */
export type DiagnosedCluster = {
  /** Whether a request is allowed. */
  allow?: (exchange: Exchange, verb: { resource: string; namespace: string | undefined }) => boolean;
  ignoresImpersonation?: boolean;
  groups?: readonly string[];
  argo?: readonly string[];
  metrics?: number;
  date?: Date;
  reviews?: (question: { verb: string; resource: string }) => boolean;
  selfSubjectReviews?: boolean;
  /** What a SelfSubjectRulesReview lists. */
  rules?: readonly object[];
  services?: readonly unknown[];
};

const forbidden = { kind: "Status", code: 403, reason: "Forbidden", message: "forbidden" };

/** A cluster reduced to what a diagnosis asks. */
export function diagnosedCluster(cluster: DiagnosedCluster): TestHandler {
  return (exchange) => {
    const { url, body, headers, json } = exchange;
    const date = { date: (cluster.date ?? new Date(systemClock.now())).toUTCString() };
    const path = url.pathname;
    if (path === "/version")
      return json(200, { major: "1", minor: "36", gitVersion: "v1.36.3", platform: "linux/amd64" }, date);
    if (path === "/apis")
      return json(200, {
        groups: (cluster.groups ?? []).map((name) => ({
          name,
          preferredVersion: { groupVersion: `${name}/v1alpha1` },
        })),
      });
    if (path === "/apis/argoproj.io/v1alpha1")
      return json(200, { resources: (cluster.argo ?? []).map((name) => ({ name })) });
    if (path.includes("/metrics.k8s.io/")) return json(cluster.metrics ?? 200, { items: [] });
    if (path.endsWith("/selfsubjectreviews")) {
      if (cluster.selfSubjectReviews === false) return json(404, {});
      const acting = headers["impersonate-user"];
      if (
        acting !== undefined &&
        cluster.allow?.(exchange, { resource: "impersonate", namespace: undefined }) === false
      )
        return json(403, forbidden);
      const username =
        acting === undefined || cluster.ignoresImpersonation === true ? "system:serviceaccount:ops:portal" : acting;
      return json(201, { status: { userInfo: { username } } });
    }
    if (path.endsWith("/selfsubjectrulesreviews"))
      return json(201, { status: { resourceRules: cluster.rules ?? [], nonResourceRules: [], incomplete: false } });
    if (path.endsWith("/selfsubjectaccessreviews")) {
      if (
        headers["impersonate-user"] !== undefined &&
        cluster.allow?.(exchange, { resource: "impersonate", namespace: undefined }) === false
      )
        return json(403, forbidden);
      const question = JSON.parse(body).spec.resourceAttributes;
      return json(201, { status: { allowed: cluster.reviews?.(question) ?? true } });
    }
    if (path === "/api/v1/namespaces/kube-system") return json(200, { metadata: { uid: "uid-1" } });
    const resource = path.split("/").at(-1) ?? "";
    const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1];
    if (cluster.allow?.(exchange, { resource, namespace }) === false) return json(403, forbidden);
    json(200, { items: resource === "services" ? (cluster.services ?? []) : [] });
  };
}
