/** What the server said to a sign-in or a sign-out: where to go, or which error to show. */
export type AuthAnswer = { ok: true; url: string } | { ok: false; error: string };

/**
 * Sends an authentication form with the token that proves it comes from our own page.
 * @returns `Unavailable` when no answer came.
 */
export async function postAuth(
  action: "callback/local" | "signout",
  fields: Record<string, string>,
): Promise<AuthAnswer> {
  try {
    const csrf = await fetch("/api/auth/csrf", { cache: "no-store" });
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await fetch(`/api/auth/${action}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "x-wheelhouse": "1" },
      body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
    });
    const { url } = (await response.json()) as { url: string };
    const target = new URL(url, window.location.origin);
    const error = target.searchParams.get("error");
    if (error !== null || !response.ok) return { ok: false, error: error ?? "Unavailable" };
    return { ok: true, url: `${target.pathname}${target.search}` };
  } catch {
    return { ok: false, error: "Unavailable" };
  }
}
