import { join } from "node:path";
import { generate } from "./generate.ts";

console.log(`Database client: ${await generate(join(import.meta.dirname, "../.."))}`);
