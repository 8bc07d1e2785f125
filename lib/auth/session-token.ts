import * as jwtModule from "next-auth/jwt";
import { failure } from "#lib/core/errors";

type JwtModule = Pick<typeof jwtModule, "decode" | "encode">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** next-auth is CommonJS: some loaders give its exports, others an object with them as `default`. */
function jwt(): JwtModule {
  return "decode" in jwtModule ? jwtModule : (jwtModule as { default: JwtModule }).default;
}

/**
 * The session id in an encrypted token (JWE, `dir` with A256GCM), or undefined when the token is not one of ours or is
 * too old. Never throws for what a stranger can send.
 */
export async function readSessionToken(token: string, secret: string | undefined): Promise<string | undefined> {
  if (!secret) throw failure("internal", "WHEELHOUSE_SESSION_SECRET is not set.");
  if (token.length > 4_096) return undefined;
  const payload = await jwt()
    .decode({ token, secret })
    .catch(() => null);
  const sessionId: unknown = payload?.sid;
  return typeof sessionId === "string" && UUID.test(sessionId) ? sessionId : undefined;
}

/** The token of a session, as next-auth makes it at sign-in. @param maxAge seconds until it is too old */
export async function makeSessionToken(sessionId: string, secret: string | undefined, maxAge: number): Promise<string> {
  if (!secret) throw failure("internal", "WHEELHOUSE_SESSION_SECRET is not set.");
  return await jwt().encode({ token: { sid: sessionId }, secret, maxAge });
}
