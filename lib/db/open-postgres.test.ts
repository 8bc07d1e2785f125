import { type AddressInfo, createServer, type Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import { afterEach, expect, test, vi } from "vitest";
import { PrismaClient } from "./generated/client.ts";
import { poolConfig } from "./open-postgres.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Takes connections like a Postgres and then says nothing any more: what a network that drops packets looks like. */
async function silentPostgres(): Promise<{ url: string; connections: Socket[] }> {
  const connections: Socket[] = [];
  const authenticated = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
  const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
  const server = createServer((socket) => {
    connections.push(socket);
    socket.on("error", () => {});
    socket.once("data", () => socket.write(Buffer.concat([authenticated, ready])));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  return { url: `postgres://nobody:x@127.0.0.1:${(server.address() as AddressInfo).port}/none`, connections };
}

test("a query that gets no answer fails in time, and its connection is not used again", async () => {
  const { url, connections } = await silentPostgres();
  const prisma = new PrismaClient({ adapter: new PrismaPg(poolConfig(url, 50)) });
  await expect(prisma.$queryRaw`SELECT 1`).rejects.toThrow(/timeout/i);
  await expect(prisma.$queryRaw`SELECT 1`).rejects.toThrow(/timeout/i);
  await vi.waitFor(() => expect(connections).toHaveLength(2));
  await prisma.$disconnect();
});

test("connections are kept alive, and the database too gives up on what takes too long", () => {
  expect(poolConfig("postgres://127.0.0.1/x")).toMatchObject({
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 20_000,
    options: expect.stringMatching(/TimeZone=UTC.*statement_timeout=15000.*idle_in_transaction_session_timeout=30000/),
  });
});
