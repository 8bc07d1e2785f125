import { kubeError } from "../api/kube-error.ts";
import { countOf, fieldsOf, ownText } from "../kinds/read-fields.ts";
import type { KubeError } from "../types/errors.ts";

const LONGEST_MESSAGE = 300;

/** A `Status` object (an answer's body or an ERROR event) as a KubeError. `http` wins over the code it names. */
export function statusError(cluster: string, body: unknown, http?: { status: number; retryAfter?: string }): KubeError {
  const status = fieldsOf(body);
  const code = http?.status ?? countOf(status.code);
  const message = ownText(status, "message") ?? `The cluster answered with HTTP ${code}.`;
  const wait = http?.retryAfter ?? fieldsOf(status.details).retryAfterSeconds;
  return kubeError({
    cluster,
    message: message.slice(0, LONGEST_MESSAGE),
    status: code || undefined,
    reason: ownText(status, "reason"),
    retryAfterSeconds: Number.isFinite(Number(wait)) && wait !== undefined ? Math.min(Number(wait), 300) : undefined,
  });
}
