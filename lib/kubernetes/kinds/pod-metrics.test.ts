import { expect, test } from "vitest";
import { asIs } from "../testing/objects.ts";
import { POD_METRICS } from "./pod-metrics.ts";

const projected = (...usages: unknown[]) =>
  POD_METRICS.project(
    {
      metadata: { name: "api-1", namespace: "pay", creationTimestamp: "2026-11-21T12:00:00Z" },
      timestamp: "2026-11-21T11:59:50Z",
      window: "15.012s",
      containers: usages.map((usage, at) => ({ name: `c${at}`, usage })),
    },
    asIs,
  );

test.each<[string, unknown[], cpu: number | undefined, memory: number | undefined]>([
  ["one container", [{ cpu: "250m", memory: "64Mi" }], 250, 64 * 2 ** 20],
  ["nanocores, as metrics-server writes them", [{ cpu: "1234567n", memory: "1024Ki" }], 1.234567, 2 ** 20],
  [
    "containers together",
    [
      { cpu: "1", memory: "1Ki" },
      { cpu: "500m", memory: "1Ki" },
    ],
    1500,
    2048,
  ],
  ["idle", [{ cpu: "0", memory: "0" }], 0, 0],
  ["one container without a figure", [{ cpu: "1", memory: "1Ki" }, { memory: "1Ki" }], undefined, 2048],
  ["a figure that is none", [{ cpu: "much", memory: ["1Ki"] }], undefined, undefined],
  ["no container yet", [], undefined, undefined],
])("the use of a pod: %s", (_, usages, cpu, memory) => {
  expect(projected(...usages)).toMatchObject({ namespace: "pay", name: "api-1", cpu, memory });
});

test("many idle pods do not add up to cores that nobody uses", () => {
  const row = projected({ cpu: "100000n", memory: "1Ki" });
  expect((row?.cpu ?? 0) * 10_000).toBeCloseTo(1000);
});

test("it is as old as the measurement, not as the answer", () => {
  expect(projected({ cpu: "1m", memory: "1Ki" })?.createdAt).toBe(Date.UTC(2026, 10, 21, 11, 59, 50) / 1000);
});
