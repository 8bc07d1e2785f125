import { runOnNode24 } from "./steps/run-on-node24.mjs";

await runOnNode24("scripts/bench/main.ts", process.argv.slice(2));
