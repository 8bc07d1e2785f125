import { type APIRequestContext, expect } from "@playwright/test";

/** What is foreign and what does not exist must be answered the same. */
export async function expectAlike(client: APIRequestContext, foreign: string, unknown: string): Promise<void> {
  const answers = await Promise.all([foreign, unknown].map((path) => client.get(path)));
  const texts = await Promise.all(answers.map(async (answer) => `${answer.status()} ${await answer.text()}`));
  const [one, other] = texts.map((text) => text.replace(/"requestId":"[^"]+"/, ""));
  expect(one).toMatch(/^404 /);
  expect(one).toBe(other);
}
