import type { ClusterConnection, KubeRequest, KubeResponse } from "../types/connection.ts";
import { kubeError } from "./kube-error.ts";
import { statusError } from "./status-error.ts";

/**
 * Sends a request and parses its answer. The type is what the caller expects of the API; nothing checks it, so values of
 * a cluster that is not trusted are to be read with care.
 * @throws KubeError for any status of 400 and above, for an answer that is not JSON, and when there is no answer
 */
export async function requestJson<T>(connection: ClusterConnection, request: KubeRequest): Promise<T> {
  const response = await connection.request(request);
  const cluster = connection.target.slug;
  if (response.status >= 400) {
    const retryAfter = response.headers["retry-after"];
    throw statusError({ cluster, request, status: response.status, body: parse(response), retryAfter });
  }
  const body = parse(response);
  if (body === undefined) {
    throw kubeError({ cluster, status: response.status, reason: "NotJson", message: "the answer is not JSON" });
  }
  return body as T;
}

function parse(response: KubeResponse): unknown {
  try {
    return JSON.parse(response.body.toString("utf8"));
  } catch {
    return undefined;
  }
}
