import { type APIRequestContext, request } from "@playwright/test";
import type { Account } from "./personas.ts";
import { currentStack } from "./stack.ts";

/** What the portal's own pages send, and other sites cannot. */
export const OWN_PAGE = { "x-wheelhouse": "1" };

/** A signed-in client, by the requests that the sign-in form makes. Whoever asks for it disposes of it. */
export async function signIn({ email, password }: Account): Promise<APIRequestContext> {
  const client = await request.newContext({ baseURL: currentStack().url, extraHTTPHeaders: OWN_PAGE });
  const { csrfToken } = (await (await client.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const answer = await client.post("/api/auth/callback/local", {
    form: { email, password, csrfToken, json: "true", callbackUrl: "/" },
  });
  const { url } = (await answer.json()) as { url: string };
  if (!answer.ok() || new URL(url).searchParams.has("error")) throw new Error(`${email} could not sign in: ${url}`);
  return client;
}
