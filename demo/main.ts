import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";

/**
 * The demo fleet as a process: `node demo/main.ts DIR [--port-base N] [--scenario NAME] [--seed TEXT]`.
 * Prints one line of JSON when it serves and ends on SIGTERM, SIGINT, or when the parent goes away.
 */
const dir = resolve(process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? ".wheelhouse/demo-fleet");
enableCompileCache(join(dir, "compile-cache"));
const { runFleet } = await import("./run-fleet.ts");
await runFleet(dir, process.argv.slice(2));
