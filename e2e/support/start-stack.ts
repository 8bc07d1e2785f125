import { launchStack } from "./launch-stack.ts";
import { publishStack } from "./stack.ts";

/** Runs before all tests; what it returns runs after them. */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export of a setup file
export default async function startStack(): Promise<() => Promise<void>> {
  const { stack, stop } = await launchStack();
  publishStack(stack);
  return stop;
}
