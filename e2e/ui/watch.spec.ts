import { expect, test } from "../support/test.ts";
import { watchContext } from "../support/watch-page.ts";

test("the watch over every page sees a broken policy, a thrown error, and a request to elsewhere", async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext({ baseURL: stack.url });
  const problems = watchContext(context);
  const page = await context.newPage();
  await page.goto("/sign-in");
  expect(problems).toEqual([]);
  await page.evaluate(() => {
    const button = document.createElement("button");
    button.setAttribute("onclick", "window.hostile = true");
    document.body.append(button);
    button.click();
    setTimeout(() => {
      throw new Error("thrown on purpose");
    });
    void fetch("http://127.0.0.2:9/").catch(() => undefined);
  });
  const seen = (kind: RegExp) => expect.poll(() => problems.some((problem) => kind.test(problem))).toBe(true);
  await seen(/event handler.*Content Security Policy/);
  await seen(/thrown on purpose/);
  await seen(/connect-src|left the origin: http:\/\/127\.0\.0\.2/);
  expect(await page.evaluate(() => "hostile" in window)).toBe(false);
  await context.close();
});
