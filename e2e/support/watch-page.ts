import type { BrowserContext } from "@playwright/test";
import { currentStack } from "./stack.ts";

/**
 * Collects what no page may do: break its Content-Security-Policy, throw, or ask anything of another origin. The
 * fixture looks at the list after each test.
 */
export function watchContext(context: BrowserContext): string[] {
  const problems: string[] = [];
  const { origin } = new URL(currentStack().url);
  context.on("console", (message) => {
    if (/content[- ]security[- ]policy|hydrat/i.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => {
    problems.push(`thrown: ${error.error().stack ?? error.error().message}`);
  });
  context.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob|about):/.test(url) && new URL(url).origin !== origin) problems.push(`left the origin: ${url}`);
  });
  return problems;
}
