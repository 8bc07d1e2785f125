import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestPortal, type TestPerson, type TestPortal } from "../../test/open-test-portal.ts";
import { createWriteLimit } from "./write-limit.ts";

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());

async function write(person: TestPerson, headers: Record<string, string> = { "x-wheelhouse": "1" }) {
  const init = { method: "POST", headers: { cookie: person.cookie, "content-type": "application/json", ...headers } };
  const answer = await fetch(`${portal.url}/api/teams`, { ...init, body: "{" });
  return { status: answer.status, wait: answer.headers.get("retry-after"), body: await answer.json() };
}

test("somebody who sends more changes than a person makes has to wait, and nobody else has", async () => {
  expect(portal.runtime.writeLimit).toBeDefined();
  portal.runtime.writeLimit = createWriteLimit(3);
  const [ada, bob] = [await portal.signIn("ada"), await portal.signIn("bob")];
  // What another site makes a browser send does not count.
  for (let count = 0; count < 5; count++) expect((await write(ada, {})).status).toBe(403);
  for (let count = 0; count < 3; count++) expect((await write(ada)).status).toBe(400);
  const refused = await write(ada);
  expect(refused).toMatchObject({ status: 429, body: { error: { code: "too_many_requests", fields: [] } } });
  expect(Number(refused.wait)).toBeGreaterThanOrEqual(1);
  expect(Number(refused.wait)).toBeLessThanOrEqual(60);
  expect(refused.body.error.message).toBe(`Too many changes within a minute. Try again in ${refused.wait} seconds.`);
  expect((await ada.get("/api/me")).status).toBe(200);
  expect((await write(bob)).status).toBe(400);
});
