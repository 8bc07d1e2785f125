import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { inventoryBuilder } from "#lib/access/testing";
import type { PortalRole } from "#lib/access/types";
import { startSession } from "#lib/auth/start-session";
import { registerCluster } from "#lib/clusters/register-cluster";
import type { Context } from "#lib/context";
import { readEnv } from "#lib/core/env";
import { silentLog } from "#lib/core/log";
import type { Runtime } from "#lib/runtime";
import type { DemoFleet } from "../demo/start-demo-fleet.ts";
import { createRequestHandler } from "../server/handle-request.ts";
import { openRuntime } from "../server/open-runtime.ts";
import { createTestPostgres } from "./open-test-database.ts";
import { routeRequests } from "./route-requests.ts";
import { openTestStream, type TestStream } from "./test-stream.ts";
import { TEST_KEYS } from "./verb-context.ts";

const SECRET = "the-signing-key-of-these-tests-0123456789";

/** Somebody who has signed in, with what their browser can do. */
export type TestPerson = {
  readonly userId: string;
  readonly cookie: string;
  /** A context as a route would make it, for verbs. */
  context(): Promise<Context>;
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: unknown }>;
  stream(...views: string[]): TestStream;
};

export type TestPortal = {
  readonly runtime: Runtime;
  readonly url: string;
  signIn(name: string, role?: PortalRole): Promise<TestPerson>;
  close(): Promise<void>;
};

/** The whole portal but Next on a port of its own: database, fleet, live streams, routes, operations. */
export async function openTestPortal(): Promise<TestPortal> {
  const dir = await mkdtemp(join(tmpdir(), "wheelhouse-test-"));
  const postgres = process.env.WHEELHOUSE_TEST_DATABASE === "postgres" ? await createTestPostgres() : undefined;
  const env = readEnv({
    NODE_ENV: "test",
    DATABASE_URL: postgres?.url,
    WHEELHOUSE_DIR: dir,
    WHEELHOUSE_SESSION_SECRET: SECRET,
    WHEELHOUSE_ENCRYPTION_KEYS: TEST_KEYS,
    WHEELHOUSE_ALLOW_ADDRESSES: "loopback",
  });
  const opened = await openRuntime(env, silentLog);
  const { runtime } = opened;
  const handle = createRequestHandler(runtime, await routeRequests(), { dev: false });
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    runtime,
    url,
    signIn: (name, role = "member") => signIn(runtime, url, name, role),
    close: async () => {
      runtime.live.drain();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await opened.close();
      await postgres?.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function signIn(runtime: Runtime, url: string, name: string, role: PortalRole): Promise<TestPerson> {
  const user = await inventoryBuilder(runtime.db).user(name, role);
  const session = { userId: user.id, userAgent: "test" };
  const sessionId = await runtime.db.prisma.$transaction((tx) => startSession(tx, runtime, session));
  const cookie = `wheelhouse.session=${await encode({ token: { sid: sessionId }, secret: SECRET })}`;
  return {
    userId: user.id,
    cookie,
    context: async () => {
      const { accessEpoch } = await runtime.db.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
      const { email, displayName } = user;
      const who = { kind: "user", userId: user.id, sessionId, displayName, email, portalRole: role } as const;
      return { runtime, actor: { ...who, epoch: accessEpoch }, requestId: "test" };
    },
    get: async (path, headers = {}) => {
      const answer = await fetch(`${url}${path}`, { headers: { cookie, ...headers } });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
    },
    stream: (...views) => openTestStream(url, cookie, views),
  };
}

/** Registers all clusters of a demo fleet as the platform engineer. */
export async function registerFleet(
  ctx: Context,
  fleet: DemoFleet,
  environmentOf: (slug: string) => string,
): Promise<void> {
  for (const { slug, kubeconfig } of fleet.clusters) {
    const place = { environment: environmentOf(slug), description: "", groups: [] };
    const context = /current-context: (\S+)/.exec(kubeconfig)?.[1] ?? slug;
    await registerCluster(ctx, { kubeconfig, context, slug, displayName: slug, ...place });
  }
}
