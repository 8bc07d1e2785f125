import type { AuthOptions } from "next-auth";
import type { Runtime } from "#lib/runtime";
import { endSession } from "./end-session.ts";
import { signInProviders } from "./providers.ts";
import { safeNextPath } from "./safe-next-path.ts";
import { ABSOLUTE_SECONDS, isSecure, sessionCookie } from "./session-cookie.ts";

type RequestOptions = {
  /** The portal's own origin as browsers know it; next-auth has its own idea of it (`baseUrl`). */
  readonly origin: string;
  /** Called with the reason when a sign-out did not end its session. */
  readonly onSignOutFailure: (error: unknown) => void;
};

/**
 * next-auth's options for one request.
 * The token is only a pointer: the session itself is a row that can be revoked.
 */
export function authOptions(runtime: Runtime, { origin, onSignOutFailure }: RequestOptions): AuthOptions {
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
        // Null where the cookie is none of ours.
        const sessionId: unknown = token?.sid;
        if (typeof sessionId !== "string") return;
        await endSession(runtime, { sessionId, action: "session.sign-out" }).catch(onSignOutFailure);
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
