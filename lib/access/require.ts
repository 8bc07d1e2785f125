import { failure } from "#lib/core/errors";
import { type AccessContext, decide } from "./decide.ts";
import type { AccessRequest, Binding } from "./types.ts";

/**
 * The guard on the first line of a verb.
 * @returns the bindings that allow it.
 * @throws `not_found` for resources in places the actor does not see, whether they exist or not; `forbidden` for a
 * right that the actor lacks in a place they do see, and for portal actions.
 */
export async function requireAccess(ctx: AccessContext, request: AccessRequest): Promise<readonly Binding[]> {
  const decision = await decide(ctx, request);
  if (decision.allowed) return decision.via;
  throw failure(request.kind === "resource" && decision.why === "no-grant" ? "not_found" : "forbidden");
}
