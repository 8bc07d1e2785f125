/** Signs in over HTTP as a browser does and gives the cookies to send. @throws when the answer has no session. */
export async function signIn(base: string, email: string, password: string): Promise<string> {
  const jar = new Map<string, string>();
  const csrf = await fetch(`${base}/api/auth/csrf`);
  keep(jar, csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${base}/api/auth/callback/local`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      cookie: cookiesOf(jar),
      "x-wheelhouse": "1",
      origin: base,
      "sec-fetch-site": "same-origin",
    },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  keep(jar, answer);
  if (![...jar.keys()].some((name) => name.includes("session"))) {
    throw new Error(`signing in failed with ${answer.status}: ${await answer.text()}`);
  }
  return cookiesOf(jar);
}

function keep(jar: Map<string, string>, answer: Response): void {
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = ""] = cookie.split(";");
    jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  }
}

function cookiesOf(jar: Map<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}
