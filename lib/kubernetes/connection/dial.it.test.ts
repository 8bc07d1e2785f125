import * as tls from "node:tls";
import { expect, it, vi } from "vitest";
import { testBench } from "../testing/test-bench.ts";

vi.mock("node:tls", { spy: true });

const bench = testBench();

it("gives each address of a name a second to answer: Node's own quarter is less than a far round trip takes", async () => {
  const connection = bench.connection(await bench.server());
  await connection.request({ method: "GET", path: "/api/v1/pods" });
  expect(vi.mocked(tls.connect)).toHaveBeenCalledWith(
    expect.objectContaining({ autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1_000 }),
  );
});
