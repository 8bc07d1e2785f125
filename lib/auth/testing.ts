import type { Runtime } from "#lib/runtime";
import { handleAuth } from "./handle-auth.ts";

export const ORIGIN = "http://127.0.0.1:4000";

/** What a browser does: fetch the CSRF token, post the form, keep the cookies. */
export async function signInByForm(
  runtime: Runtime,
  email: string,
  password: string,
  options: { cookie?: string; callbackUrl?: string } = {},
) {
  const csrf = await call(runtime, "GET", "csrf", { cookie: options.cookie });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = [options.cookie, ...csrf.headers.getSetCookie().map((value) => value.split(";")[0])]
    .filter(Boolean)
    .join("; ");
  const form = { csrfToken, email, password, json: "true", callbackUrl: options.callbackUrl ?? "/" };
  const response = await call(runtime, "POST", "callback/local", { cookie, form });
  const session = response.headers.getSetCookie().find((value) => value.includes("wheelhouse.session="));
  return { response, setCookie: session, cookie: session?.split(";")[0] };
}

export function call(
  runtime: Runtime,
  method: string,
  path: string,
  options: { cookie?: string; form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Response> {
  const headers = new Headers({ host: "127.0.0.1:4000", ...options.headers });
  if (options.cookie) headers.set("cookie", options.cookie);
  const body = options.form && new URLSearchParams(options.form).toString();
  if (body) headers.set("content-type", "application/x-www-form-urlencoded");
  return handleAuth(runtime, new Request(`${ORIGIN}/api/auth/${path}`, { method, headers, body }));
}

export async function errorOf(response: Response): Promise<string | null> {
  const { url } = (await response.json()) as { url: string };
  return new URL(url).searchParams.get("error");
}

export async function signOutByForm(runtime: Runtime, cookie: string): Promise<Response> {
  const csrf = await call(runtime, "GET", "csrf", { cookie });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const both = [cookie, ...csrf.headers.getSetCookie().map((value) => value.split(";")[0])].join("; ");
  return await call(runtime, "POST", "signout", { cookie: both, form: { csrfToken, json: "true" } });
}
