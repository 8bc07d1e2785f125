import * as credentialsModule from "next-auth/providers/credentials";
import type { Provider } from "next-auth/providers/index";
import { hasCode } from "#lib/core/errors";
import type { Runtime } from "#lib/runtime";
import { addressOf, readHeader } from "./read-cookie.ts";
import { signIn } from "./sign-in.ts";

type CredentialsFactory = (typeof credentialsModule)["default"];

/** next-auth is CommonJS: some loaders give the function, others an object with it as `default`, once or twice. */
function credentialsProvider(): CredentialsFactory {
  const value = credentialsModule.default as CredentialsFactory | { default: CredentialsFactory };
  return typeof value === "function" ? value : value.default;
}

/** Codes that the sign-in page knows, in `?error=`. */
export const SIGN_IN_ERRORS = {
  wrong: "CredentialsSignin",
  throttled: "TooManyAttempts",
  broken: "Unavailable",
} as const;

/**
 * The ways to sign in. A provider of an OpenID issuer goes into this list; its people become identities of
 * (issuer, subject) in the `signIn` callback of `auth-options.ts`, which must also start the session.
 */
export function signInProviders(runtime: Runtime): Provider[] {
  return [
    credentialsProvider()({
      id: "local",
      name: "Local account",
      credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
      authorize: async (credentials, request) => {
        const headers = request.headers ?? {};
        const { email, password } = credentials ?? {};
        if (typeof email !== "string" || typeof password !== "string") return null;
        const address = addressOf(headers);
        const userAgent = readHeader(headers, "user-agent");
        const requestId = readHeader(headers, "x-request-id");
        try {
          const { userId, sessionId } = await signIn(runtime, { email, password, address, userAgent, requestId });
          return { id: userId, sessionId };
        } catch (error) {
          if (hasCode(error, "not_signed_in")) return null;
          if (hasCode(error, "too_many_requests")) throw new Error(SIGN_IN_ERRORS.throttled);
          runtime.log.error({ err: error, requestId }, "sign-in failed");
          throw new Error(SIGN_IN_ERRORS.broken);
        }
      },
    }),
  ];
}
