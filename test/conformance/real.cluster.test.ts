import { afterAll, beforeAll, describe } from "vitest";
import type { ControlPlane } from "../control-plane/start-control-plane.ts";
import { apiConformance } from "./api-conformance.ts";
import { Bench } from "./bench.ts";
import { startRealTargets } from "./start-real-targets.ts";

describe("real control planes", () => {
  let planes: ControlPlane[] = [];
  let bench: Bench;

  beforeAll(async () => {
    planes = await startRealTargets();
    bench = new Bench(planes[0] as ControlPlane);
  });
  afterAll(async () => {
    await bench?.close();
    await Promise.all(planes.map((plane) => plane.stop()));
  });

  apiConformance(() => bench);
});
