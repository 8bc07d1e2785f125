import { expect, it } from "vitest";
import { systemClock } from "#lib/core/clock";
import { testBench } from "../testing/test-bench.ts";

const bench = testBench();
const GET = { method: "GET", path: "/api/v1/pods" } as const;

it("a connection knows how far the cluster's clock is from ours, from the answers that it gets anyway", async () => {
  const server = await bench.server({
    handler: ({ json, response, url }) => {
      const date = new Date(systemClock.now() + 600_000).toUTCString();
      if (url.searchParams.has("watch")) response.writeHead(200, { date }).write("\n");
      else json(200, {}, { date });
    },
  });
  const [reading, watching] = [bench.connection(server), bench.connection(server)];
  expect(reading.health().clockSkewSeconds).toBeUndefined();
  await reading.request(GET);
  await watching.stream({ ...GET, query: { watch: "true" } });
  for (const { health } of [reading, watching]) expect(health().clockSkewSeconds).toBeCloseTo(600, -1);
});

it("what a proxy says in the place of a server that fails is not the cluster's clock", async () => {
  const date = new Date(systemClock.now() + 600_000).toUTCString();
  const server = await bench.server({ handler: ({ json }) => json(502, {}, { date }) });
  const connection = bench.connection(server);
  await connection.request(GET);
  expect(connection.health().clockSkewSeconds).toBeUndefined();
});
