import { z } from "zod";
import { failure } from "#lib/core/errors";
import { isForbidden, isKubeError, isUnauthorized, isUnreachable } from "#lib/kubernetes/api/errors";
import { requestJson } from "#lib/kubernetes/api/request-json";
import type { ClusterConnection } from "#lib/kubernetes/types/connection";

const namespaceSchema = z.object({ metadata: z.object({ uid: z.string().min(1).max(100) }) });

/**
 * Which cluster answers: the uid of its kube-system namespace, which no two clusters share. Undefined when the
 * credential may not read it, as those that are limited to namespaces.
 * @throws `cluster_unreachable` or `cluster_refused` with the field of the kubeconfig that is to blame.
 */
export async function identifyCluster(connection: ClusterConnection): Promise<string | undefined> {
  try {
    const path = "/api/v1/namespaces/kube-system";
    const answer = namespaceSchema.safeParse(await requestJson<unknown>(connection, { method: "GET", path }));
    if (answer.success) return answer.data.metadata.uid;
    throw failure("cluster_refused", "The server does not answer like a Kubernetes API server.", {
      fields: [{ field: "server", rule: "must be the address of a Kubernetes API server" }],
    });
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (isUnauthorized(error)) {
    const fields = [{ field: "user", rule: "was refused by the cluster: the token or certificate is not valid there" }];
    return failure("cluster_refused", "The cluster does not accept this credential.", { fields, cause: error });
  }
  if (isUnreachable(error) && isKubeError(error)) {
    const fields = [{ field: "server", rule: `could not be reached: ${error.message}` }];
    return failure("cluster_unreachable", `The cluster does not answer: ${error.message}.`, { fields, cause: error });
  }
  return error;
}
