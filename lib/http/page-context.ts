import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { actorFromRequest } from "#lib/auth/actor-from-request";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { runtime } from "#lib/runtime";

/**
 * Who looks at a page, once per request. People who are not signed in go to the sign-in page. This is no guard: every
 * verb that a page calls decides for itself.
 * @param path where to come back to after signing in
 */
export async function pageContext(path: string): Promise<Context> {
  const context = await currentContext();
  if (context === undefined) redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  return context;
}

const currentContext = cache(async (): Promise<Context | undefined> => {
  const current = runtime();
  const requestHeaders = await headers();
  const actor = await actorFromRequest(current, requestHeaders);
  const requestId = requestHeaders.get("x-request-id") ?? newId(current.clock);
  return actor && { runtime: current, actor, requestId };
});
