/** The id of nobody and nothing. */
export const NOBODY = "00000000-0000-7000-8000-000000000000";

/**
 * For tests: what a route needs besides its parameters, fit for its schema and, from an engineer, of no effect. `userId`
 * is somebody who exists.
 */
export function routeInput(route: string, userId: string): { query?: Record<string, string>; body?: unknown } {
  const kubeconfig = { kubeconfig: "not: a kubeconfig", context: "none" };
  const target = { kind: "cluster", id: NOBODY };
  const grant = {
    subject: { kind: "team", id: NOBODY },
    target,
    namespaces: ["a"],
    role: "viewer",
    reason: "test",
  };
  const cluster = { slug: "matrix", displayName: "Matrix", environment: "production" };
  const inputs: Record<string, { query?: Record<string, string>; body?: unknown }> = {
    "GET /api/access/explain": { query: { userId: userId, cluster: "alpha" } },
    "GET /api/search": { query: { q: "api" } },
    "POST /api/kubeconfig/inspect": { body: kubeconfig },
    "POST /api/kubeconfig/check": { body: kubeconfig },
    "POST /api/clusters": { body: { ...kubeconfig, ...cluster } },
    "PATCH /api/clusters/{cluster}": { body: { displayName: "x", environment: "production" } },
    "DELETE /api/clusters/{cluster}": { body: { confirm: "nowhere" } },
    "POST /api/clusters/{cluster}/credential": { body: kubeconfig },
    "PUT /api/environments": { body: { slug: "production", name: "Production", rank: 2, isProduction: true } },
    "PUT /api/cluster-groups": { body: { slug: "edge", name: "Edge", clusters: [] } },
    "POST /api/grants": { body: grant },
    "POST /api/grants/preview": { body: grant },
    "POST /api/grants/{grant}/extend": { body: { expiresAt: null, reason: "test" } },
    "POST /api/me/password": { body: {} },
    "POST /api/teams": { body: { slug: "payments", name: "taken" } },
    "PATCH /api/teams/{team}": { body: { name: "x" } },
    "DELETE /api/teams/{team}": { body: { confirm: "nobody" } },
    "POST /api/teams/{team}/members": { body: { email: "nina@example.com" } },
    "PATCH /api/teams/{team}/members/{user}": { body: { role: "viewer" } },
    "POST /api/users": { body: { email: "nina@example.com", displayName: "taken" } },
    "PUT /api/users/{user}/role": { body: { portalRole: "member" } },
  };
  return inputs[route] ?? {};
}
