import type { KubeRequest } from "../types/connection.ts";
import type { KubeError } from "../types/errors.ts";
import { kubeError } from "./kube-error.ts";
import { retryAfterSeconds } from "./retry-after-seconds.ts";

const MAX_MESSAGE = 1_000;

/** The fields of `meta.k8s.io/v1 Status` that are read; everything may be missing or of another type. */
type Status = {
  message?: unknown;
  reason?: unknown;
  code?: unknown;
  details?: { retryAfterSeconds?: unknown; causes?: unknown };
};

type Refusal = {
  cluster: string;
  request: Pick<KubeRequest, "path">;
  status: number;
  /** The parsed answer, or undefined when it is not JSON. */
  body: unknown;
  /** The `Retry-After` header as it came. */
  retryAfter?: string;
};

/** Makes a KubeError of a refusing answer or of a watch's ERROR event. */
export function statusError({ cluster, request, status, body, retryAfter }: Refusal): KubeError {
  const given: Status = typeof body === "object" && body !== null ? body : {};
  const code = typeof given.code === "number" ? given.code : status;
  return kubeError({
    cluster,
    status: code,
    reason: typeof given.reason === "string" && given.reason !== "" ? clean(given.reason) : String(code),
    message: messageOf(given, code, request.path),
    retryAfterSeconds: retryAfterSeconds(retryAfter) ?? retryAfterSeconds(given.details?.retryAfterSeconds),
  });
}

function messageOf(given: Status, code: number, path: string): string {
  if ((code === 400 || code === 422) && path.split("/").includes("secrets")) return secretMessage(given);
  if (typeof given.message === "string" && given.message !== "") return clean(given.message);
  return `the cluster answered with status ${code}`;
}

/** The API server quotes the offending data when it refuses a Secret; only the names of the fields are kept. */
function secretMessage(given: Status): string {
  const causes = Array.isArray(given.details?.causes) ? given.details.causes : [];
  const fields = causes.map((cause: { field?: unknown }) => cause?.field).filter((field) => typeof field === "string");
  return fields.length === 0 ? "the Secret is not valid" : clean(`the Secret is not valid: ${fields.join(", ")}`);
}

/** One line of bounded length without control characters, which could forge log lines or drive a terminal. */
function clean(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE - 1)}…` : line;
}
