import { afterEach } from "vitest";
import type { ClusterConnection } from "../types/connection.ts";
import { connectTo } from "./connect-to.ts";
import { startTestServer, type TestServer } from "./start-test-server.ts";

export type TestBench = {
  server(options?: Parameters<typeof startTestServer>[0]): Promise<TestServer>;
  connection(...args: Parameters<typeof connectTo>): ClusterConnection;
};

/** Starts servers and connections that are closed after each test, the newest first. */
export function testBench(): TestBench {
  const cleanup: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of cleanup.splice(0).reverse()) await stop();
  });
  return {
    server: async (options) => {
      const server = await startTestServer(options);
      cleanup.push(() => server.close());
      return server;
    },
    connection: (...args) => {
      const connection = connectTo(...args);
      cleanup.push(() => connection.close());
      return connection;
    },
  };
}
