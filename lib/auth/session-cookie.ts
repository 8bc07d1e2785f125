import type { Env } from "#lib/core/env";

/** Seconds until a session ends whatever happens. */
export const ABSOLUTE_SECONDS = 24 * 60 * 60;
/** Seconds without a request after which a session ends. */
export const IDLE_SECONDS = 8 * 60 * 60;

/** Whether cookies may travel over https only. */
export function isSecure(env: Pick<Env, "WHEELHOUSE_URL">): boolean {
  return env.WHEELHOUSE_URL?.startsWith("https:") ?? false;
}

/** The cookie that carries the session. Browsers accept `__Host-` over https only, for this host and no other. */
export function sessionCookie(env: Pick<Env, "WHEELHOUSE_URL">) {
  const secure = isSecure(env);
  return {
    name: `${secure ? "__Host-" : ""}wheelhouse.session`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}
