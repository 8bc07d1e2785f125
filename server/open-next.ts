import type { Server } from "node:http";
import nextModule from "next";
import type { Handler } from "./handle-request.ts";
import type { createUpgradeHandler } from "./handle-upgrade.ts";

export type NextApp = {
  readonly handle: Handler;
  readonly upgrade: NonNullable<Parameters<typeof createUpgradeHandler>[1]>;
  close(): Promise<void>;
};

type NextFactory = typeof nextModule;

/** Next is CommonJS: under Node's own loader the function is the default export's `default`, or the export itself. */
const createNext: NextFactory =
  "default" in nextModule ? (nextModule as unknown as { default: NextFactory }).default : nextModule;

/** Prepares Next behind our server: `next dev` or the build in `.next`. */
export async function openNext(options: {
  dev: boolean;
  dir: string;
  hostname: string;
  port: number;
  httpServer: Server;
}): Promise<NextApp> {
  const app = createNext({ ...options, customServer: true, quiet: true });
  await (options.dev ? app.prepare() : withoutConsole(() => app.prepare()));
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => handle(request, response),
    upgrade: app.getUpgradeHandler(),
    close: () => app.close(),
  };
}

/** Next tells how long it took to read its configuration, `quiet` or not; our output is lines of JSON. */
async function withoutConsole(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => {};
  try {
    await work();
  } finally {
    console.log = log;
  }
}
