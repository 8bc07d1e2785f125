import { join } from "node:path";
import { build } from "../../scripts/steps/build.ts";
import { generate } from "../../scripts/steps/generate.ts";
import { findBinaries } from "../../test/control-plane/find-binaries.ts";

const ROOT = join(import.meta.dirname, "../..");

/** What takes long the first time, before any test's time begins: the control plane's programs and the pages. */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export of a global setup
export default async function prepare(): Promise<void> {
  await findBinaries();
  await generate(ROOT);
  await build(ROOT);
}
