import type { connect } from "node:tls";
import { expect, it } from "vitest";
import { watchBuiltin } from "../../../test/watch-builtin.ts";
import { testBench } from "../testing/test-bench.ts";

const connected = watchBuiltin<typeof connect>("node:tls", "connect");

const bench = testBench();

it("gives each address of a name a second to answer: Node's own quarter is less than a far round trip takes", async () => {
  const connection = bench.connection(await bench.server());
  await connection.request({ method: "GET", path: "/api/v1/pods" });
  expect(connected).toHaveBeenCalledWith(
    expect.objectContaining({ autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1_000 }),
  );
});
