import type { Dict } from "../types/object.ts";

/** The `Status` object the API server answers errors with. */
export type Status = {
  kind: "Status";
  apiVersion: "v1";
  metadata: { continue?: string };
  status: "Failure" | "Success";
  message?: string;
  reason?: string;
  details?: Dict;
  code: number;
};

/** An error that leaves the API server as a `Status`. */
export class ApiError extends Error {
  readonly status: Status;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: number, reason: string, message: string, details?: Dict, metadata: { continue?: string } = {}) {
    super(message);
    this.status = {
      kind: "Status",
      apiVersion: "v1",
      metadata,
      status: "Failure",
      message,
      ...(reason ? { reason } : {}),
      ...(details ? { details } : {}),
      code,
    };
    this.retryAfterSeconds = details?.retryAfterSeconds as number | undefined;
  }
}

export type Target = { group: string; resource: string };

const qualified = ({ group, resource }: Target): string => (group ? `${resource}.${group}` : resource);
const detailsOf = ({ group, resource }: Target, name?: string): Dict => ({
  ...(name ? { name } : {}),
  ...(group ? { group } : {}),
  kind: resource,
});

/** The texts are those of k8s.io/apimachinery/pkg/api/errors. */
export const apiErrors = {
  notFound: (target: Target, name: string) =>
    new ApiError(404, "NotFound", `${qualified(target)} "${name}" not found`, detailsOf(target, name)),
  alreadyExists: (target: Target, name: string) =>
    new ApiError(409, "AlreadyExists", `${qualified(target)} "${name}" already exists`, detailsOf(target, name)),
  conflict: (target: Target, name: string, why: string) =>
    new ApiError(
      409,
      "Conflict",
      `Operation cannot be fulfilled on ${qualified(target)} "${name}": ${why}`,
      detailsOf(target, name),
    ),
  forbidden: (target: Target, name: string | undefined, why: string) =>
    new ApiError(
      403,
      "Forbidden",
      name ? `${qualified(target)} "${name}" is forbidden: ${why}` : `${qualified(target)} is forbidden: ${why}`,
      detailsOf(target, name),
    ),
  forbiddenPath: (why: string) => new ApiError(403, "Forbidden", `forbidden: ${why}`, {}),
  unauthorized: () => new ApiError(401, "Unauthorized", "Unauthorized"),
  badRequest: (message: string) => new ApiError(400, "BadRequest", message),
  expired: (message: string, next?: string) =>
    new ApiError(410, "Expired", message, undefined, next ? { continue: next } : {}),
  unsupportedMediaType: (accepted: string) =>
    new ApiError(
      415,
      "UnsupportedMediaType",
      `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
    ),
  notAcceptable: () =>
    new ApiError(406, "NotAcceptable", "only the following media types are accepted: application/json", {}),
  methodNotAllowed: () =>
    new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", {}),
  noSuchResource: () => new ApiError(404, "NotFound", "the server could not find the requested resource", {}),
  internal: (message: string) =>
    new ApiError(500, "InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] }),
  tooManyRequests: (seconds: number) =>
    new ApiError(429, "TooManyRequests", "Too many requests, please try again later.", { retryAfterSeconds: seconds }),
  tooLargeVersion: (asked: number, current: number) =>
    new ApiError(504, "Timeout", `Timeout: Too large resource version: ${asked}, current: ${current}`, {
      causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
      retryAfterSeconds: 1,
    }),
};

export type FieldProblem = { field: string; reason: string; message: string };

/** 422 with one cause per field. `kind` is written as `Deployment.apps`. */
export function invalid(group: string, kind: string, name: string, problems: readonly FieldProblem[]): ApiError {
  const texts = problems.map(({ field, message }) => `${field}: ${message}`);
  const all = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  return new ApiError(422, "Invalid", `${group ? `${kind}.${group}` : kind} "${name}" is invalid: ${all}`, {
    name,
    ...(group ? { group } : {}),
    kind,
    causes: problems.map(({ field, reason, message }) => ({ reason, message, field })),
  });
}
