import type { AuthOptions } from "next-auth";
import type { Runtime } from "#lib/runtime";
import { endSession } from "./end-session.ts";
import { signInProviders } from "./providers.ts";
import { safeNextPath } from "./safe-next-path.ts";
import { ABSOLUTE_SECONDS, isSecure, sessionCookie } from "./session-cookie.ts";

/**
 * next-auth's options for one request.
 * The token is only a pointer: the session itself is a row that can be revoked.
 * @param origin the portal's own origin as browsers know it; next-auth has its own idea of it (`baseUrl`).
 */
export function authOptions(runtime: Runtime, origin: string): AuthOptions {
  const { env, log } = runtime;
  return {
    secret: env.WHEELHOUSE_SESSION_SECRET,
    providers: signInProviders(runtime),
    session: { strategy: "jwt", maxAge: ABSOLUTE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    useSecureCookies: isSecure(env),
    cookies: { sessionToken: { ...sessionCookie(env) } },
    callbacks: {
      jwt: ({ token, user }) => {
        const sid = user && "sessionId" in user ? user.sessionId : token.sid;
        return { sid };
      },
      // The browser learns who it is from the portal's own routes.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => {
        const own = [origin, baseUrl].find((base) => url.startsWith(`${base}/`));
        return `${baseUrl}${safeNextPath(own === undefined ? url : url.slice(own.length))}`;
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token.sid === "string")
          await endSession(runtime, { sessionId: token.sid, action: "session.sign-out" });
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: errorOf(metadata) }, "next-auth reported an error"),
      warn: (code) => log.debug({ code }, "next-auth reported a warning"),
      debug: () => {},
    },
  };
}

/** Its metadata may hold request data; only the error itself is logged. */
function errorOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata;
  return metadata instanceof Object && "error" in metadata ? metadata.error : undefined;
}
