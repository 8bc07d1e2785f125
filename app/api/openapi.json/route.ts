import { API_CONTRACTS, getOpenApiContract } from "#lib/api-contracts";
import { sessionCookie } from "#lib/auth/session-cookie";
import { defineRoute } from "#lib/http/define-route";
import { createOpenApi } from "#lib/http/openapi";

export const GET = defineRoute(getOpenApiContract, ({ ctx }) => {
  const { env } = ctx.runtime;
  const cookie = sessionCookie(env).name;
  return { ...createOpenApi(API_CONTRACTS, { serverUrl: env.WHEELHOUSE_URL ?? "/", cookie }) };
});
