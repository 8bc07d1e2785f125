import { afterAll, beforeAll, describe } from "vitest";
import { apiConformance } from "./api-conformance.ts";
import { Bench } from "./bench.ts";
import { startDemoTarget } from "./start-demo-target.ts";

describe("the demo fleet", () => {
  let bench: Bench;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const started = await startDemoTarget();
    stop = started.stop;
    bench = new Bench(started.target);
  });
  afterAll(async () => {
    await bench.close();
    await stop();
  });

  apiConformance(() => bench);
});
