import { join } from "node:path";
import { generate } from "../steps/generate.ts";
import { runChecks } from "./run-checks.ts";

/** `npm run check`: everything that needs no running process. */
const root = join(import.meta.dirname, "../..");
await generate(root);
const results = await runChecks(root);
process.exit(results.every((result) => result.failed === 0) ? 0 : 1);
