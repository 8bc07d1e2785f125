import type { Context } from "#lib/context";
import { type SharedBody, sharedBody } from "#lib/http/shared-body";
import type { ViewAnswer } from "./hub.ts";

/**
 * The present answer of a live view for a page: its revision goes on in the browser's stream.
 * @throws as `LiveHub.read`
 */
export async function readView<A>(ctx: Context, name: string, params: object = {}): Promise<A> {
  const { answer } = await ctx.runtime.live.read<ViewAnswer>(ctx, name, params);
  return answer as A;
}

/** The same as the body of its JSON route: bytes that all viewers with the same sight share. */
export async function viewBody(ctx: Context, name: string, params: object = {}): Promise<SharedBody> {
  return sharedBody(await ctx.runtime.live.read(ctx, name, params));
}
