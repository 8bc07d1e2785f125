import { unknownFields } from "../protobuf/unknown-fields.ts";
import { apiErrors } from "../registry/api-error.ts";
import type { ObjectInput } from "../types/object.ts";
import type { ResourceRequest } from "./context.ts";

/** Kinds that are shown under the name of another one in the table of messages. */
const KNOWN_GROUPS =
  /^(|apps|batch|networking\.k8s\.io|policy|autoscaling|rbac\.authorization\.k8s\.io|storage\.k8s\.io|scheduling\.k8s\.io|discovery\.k8s\.io|coordination\.k8s\.io)$/;

/** `fieldValidation`: unknown fields are refused when Strict, told by a warning header when Warn, else passed over. */
export function checkFields({ server, exchange, info }: ResourceRequest, input: ObjectInput): void {
  const mode = exchange.query.get("fieldValidation") ?? "Warn";
  if (mode === "Ignore" || info.custom || !KNOWN_GROUPS.test(info.group)) return;
  const problems = unknownFields(server.messages(), info.kind, input).map(
    (path) => `unknown field ${JSON.stringify(path)}`,
  );
  if (problems.length === 0) return;
  if (mode === "Strict") {
    throw apiErrors.badRequest(
      `${info.kind} in version ${JSON.stringify(info.version)} cannot be handled as a ${info.kind}: strict decoding error: ${problems.join(", ")}`,
    );
  }
  exchange.warn(problems);
}
