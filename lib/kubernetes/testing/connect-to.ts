import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { type ConnectionDeps, openConnection } from "../connection/open-connection.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { ClusterTarget } from "../types/target.ts";
import type { TestServer } from "./start-test-server.ts";

type Changes = { readonly target?: Partial<ClusterTarget>; readonly deps?: Partial<ConnectionDeps> };

/** Opens a connection to a test server with a token, loopback allowed, and no randomness in its backoff. */
export function connectTo(server: TestServer, { target, deps }: Changes = {}): ClusterConnection {
  return openConnection(
    {
      id: "c1",
      slug: "c1",
      server: server.url,
      ca: server.ca.certificate,
      credential: { kind: "token", token: "test-token" },
      ...target,
    },
    {
      clock: systemClock,
      random: () => 0.5,
      log: silentLog,
      addressPolicy: { allowLoopback: true, allowPrivate: false, refused: [] },
      ...deps,
    },
  );
}
