import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { actorFromRequest } from "#lib/auth/actor-from-request";
import { safeNextPath } from "#lib/auth/safe-next-path";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { runtime } from "#lib/runtime";

/**
 * Who looks at a page, found once per request. People who are not signed in go to the sign-in page and come back. This
 * is no guard: every verb that a page calls decides for itself.
 */
export async function pageContext(): Promise<Context> {
  const context = await currentContext();
  if (context === undefined) redirect(await signInPath());
  return context;
}

const currentContext = cache(async (): Promise<Context | undefined> => {
  const current = runtime();
  const requestHeaders = await headers();
  const actor = await actorFromRequest(current, requestHeaders);
  const requestId = requestHeaders.get("x-request-id") ?? newId(current.clock);
  return actor && { runtime: current, actor, requestId };
});

async function signInPath(): Promise<string> {
  const path = safeNextPath((await headers()).get("x-wheelhouse-path"));
  const url = new URL(path, "http://localhost");
  // Next's own mark on requests that it makes while a person moves between pages.
  url.searchParams.delete("_rsc");
  const next = `${url.pathname}${url.search}`;
  return next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
