import { type AddressInfo, createServer, type Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import { afterEach, expect, test, vi } from "vitest";
import { PrismaClient } from "./generated/client.ts";
import { poolConfig, withPostgresSession } from "./open-postgres.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Takes connections like a Postgres and then says nothing any more: what a network that drops packets looks like. */
async function silentPostgres(
  onQuery: (socket: Socket) => void = () => {},
): Promise<{ url: string; connections: Socket[] }> {
  const connections: Socket[] = [];
  const authenticated = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
  const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
  const server = createServer((socket) => {
    connections.push(socket);
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(Buffer.concat([authenticated, ready]));
      socket.on("data", () => onQuery(socket));
    });
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

test.each(["localhost", "127.0.0.1"])(
  "a database at %s that does not answer is one sentence, without the password",
  async (host) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await withPostgresSession(`postgres://nobody:hush@${host}:${port}/none`, async () => "open").catch(
      String,
    );
    expect(error).toMatch(
      new RegExp(`^Error: The database of DATABASE_URL, ${host}:${port}, cannot be used: .*ECONNREFUSED.*\\.$`),
    );
    expect(error).not.toContain("hush");
  },
);

test("a connection string that cannot be read is named by its setting, without its value", async () => {
  const error = await withPostgresSession("postgres://nobody:hush@[", async () => "open").catch(String);
  expect(error).toMatch(/^Error: DATABASE_URL must be a connection string/);
  expect(error).not.toContain("hush");
});

test("a connection that breaks fails what waits on it, and nothing else", async () => {
  const { url } = await silentPostgres((socket) => socket.destroy());
  const query = withPostgresSession(url, async (session) => await session.script("SELECT 1"));
  await expect(query).rejects.toThrow(/terminated/i);
});
