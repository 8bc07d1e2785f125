import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Env, readEnv } from "#lib/core/env";
import { createLog, type Log } from "#lib/core/log";
import { checkSecrets } from "#lib/credentials/check-secrets";
import { answerStarting } from "./answer-starting.ts";
import { checkPublicUrl } from "./check-public-url.ts";
import { createRequestHandler, type Handler } from "./handle-request.ts";
import { createUpgradeHandler } from "./handle-upgrade.ts";
import { openNext } from "./open-next.ts";
import { openRuntime } from "./open-runtime.ts";
import { createShutdown } from "./shutdown.ts";
import { createStopRequests, type StopRequests } from "./stop-requests.ts";
import { warnWithoutEngineer } from "./warn-without-engineer.ts";

const DIR = join(import.meta.dirname, "..");
const MAX_HEADER_BYTES = 32 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Starts Wheelhouse: `node server/main.ts [--dev] [--with-parent]`. Prints one line, `{"ready":true,"url":…}`, when it
 * serves. With `--with-parent` it ends when its standard input closes, so that it never outlives what started it.
 */
async function main(): Promise<void> {
  const dev = process.argv.includes("--dev");
  const env = readEnv();
  const weaknesses = checkSecrets(env);
  const log = createLog(env.WHEELHOUSE_LOG_LEVEL);
  for (const weakness of [...weaknesses, checkPublicUrl(env)]) if (weakness) log.warn({}, weakness);
  const exit = (code: number) => process.exit(code);
  const stops = createStopRequests(log, exit);
  onSignals(stops, log);
  let handle: Handler = async (request, response) => answerStarting(request, response);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    void handle(request, response);
  });
  limit(server);
  // The port first: a second start must not touch the database of the one that runs.
  const port = await listen(server, env);
  const opened = await openRuntime(env, log);
  await warnWithoutEngineer(opened.runtime);
  let { close } = opened;
  stops.handle(createShutdown({ runtime: opened.runtime, server, close: () => close(), exit }));
  if (stops.asked()) return;
  const next = await openNext({ dev, dir: DIR, hostname: env.HOST, port, httpServer: server });
  close = async () => {
    await next.close();
    await opened.close();
  };
  handle = createRequestHandler(opened.runtime, next.handle, { dev });
  server.on("upgrade", createUpgradeHandler(env.WHEELHOUSE_URL, dev ? next.upgrade : undefined));
  process.stdout.write(`${JSON.stringify({ ready: true, url: env.WHEELHOUSE_URL ?? addressOf(env, port) })}\n`);
}

/** A client may not keep a connection busy with half a request. */
function limit(server: Server): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.maxHeadersCount = 100;
}

function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${env.PORT} of ${env.HOST} is in use.`) : error);
    });
    server.listen(env.PORT, env.HOST, () => {
      server.removeAllListeners("error");
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function addressOf(env: Env, port: number): string {
  const host = env.HOST === "127.0.0.1" || env.HOST === "0.0.0.0" || env.HOST === "::" ? "localhost" : env.HOST;
  return `http://${host}:${port}`;
}

function onSignals(stops: StopRequests, log: Log): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stops.ask(signal));
  if (process.argv.includes("--with-parent")) process.stdin.on("end", () => stops.orphan("parent ended")).resume();
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise was rejected and nobody looked"));
  process.on("uncaughtException", (error) => {
    log.error({ err: error }, "unexpected error: ending the process");
    stops.fail("uncaughtException");
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
