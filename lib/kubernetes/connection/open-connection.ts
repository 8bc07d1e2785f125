import { promises as dns } from "node:dns";
import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";
import type { Random } from "#lib/core/random";
import { createSemaphore } from "#lib/core/semaphore";
import { kubeError } from "../api/kube-error.ts";
import { checkServerAddress, type ServerAddress } from "../kubeconfig/check-server-address.ts";
import type { ClusterConnection } from "../types/connection.ts";
import type { AddressPolicy, ClusterTarget } from "../types/target.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import { createClockSkew } from "./clock-skew.ts";
import type { ConnectionParts } from "./connection-parts.ts";
import { createCredentialSource } from "./credential-source.ts";
import { createLatency } from "./latency.ts";
import { type ConnectionLimits, DEFAULT_LIMITS } from "./limits.ts";
import { openStream } from "./open-stream.ts";
import { probeServer } from "./probe-server.ts";
import type { Lookup } from "./resolve-server.ts";
import { sendRequest } from "./send-request.ts";
import { createThrottle } from "./throttle.ts";
import { createTransport } from "./transport.ts";
import type { Transport } from "./wire.ts";

export type ConnectionDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly addressPolicy: AddressPolicy;
  readonly limits?: Partial<ConnectionLimits>;
  /** Resolves a name to all its addresses; by default as the operating system does. */
  readonly lookup?: Lookup;
};

/**
 * The connection to one cluster. Opens nothing yet: the first request does. Never throws; a target that cannot be
 * connected to answers every request with a KubeError.
 */
export function openConnection(target: ClusterTarget, deps: ConnectionDeps): ClusterConnection {
  const listeners = new Set<() => void>();
  const parts = assemble(target, deps, () => {
    const { breaker, lastFailure } = parts.breaker.state();
    deps.log.info({ cluster: target.slug, breaker, reason: lastFailure?.reason }, "connection state changed");
    for (const listener of listeners) listener();
  });
  return {
    target,
    request: (request) => sendRequest(parts, request),
    stream: (request) => openStream(parts, request),
    health: () => ({
      ...parts.breaker.state(),
      protocol: parts.transport.protocol(),
      servingCertificate: parts.transport.servingCertificate(),
      latencyMs: parts.latency.value(),
      clockSkewSeconds: parts.clockSkew.seconds(),
      openStreams: parts.streams.open,
    }),
    onHealthChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      listeners.clear();
      parts.breaker.stop();
      const reason = kubeError({ cluster: target.slug, unreachable: "closed", message: "the connection was closed" });
      for (const life of parts.lives) life.abort(reason);
      parts.transport.close();
    },
  };
}

function assemble(target: ClusterTarget, deps: ConnectionDeps, onChange: () => void): ConnectionParts {
  const { clock, random } = deps;
  const cluster = target.slug;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const checked = checkServerAddress(target.server, deps.addressPolicy);
  const credential = createCredentialSource(target, clock, limits.execMs);
  const transport = checked.ok
    ? transportTo(checked.address, target, deps, limits, credential.current)
    : refusedTransport(cluster, `the server address ${checked.rule}`);
  const prefix = checked.ok ? checked.address.prefix : "";
  const tooMany = () =>
    kubeError({ cluster, unreachable: "throttled", message: "too many requests wait for this cluster already" });
  const parts: ConnectionParts = {
    cluster,
    prefix,
    clock,
    limits,
    credential,
    transport,
    breaker: createCircuitBreaker({
      cluster,
      clock,
      random,
      limits,
      onChange,
      probe: () => probeServer(parts),
      redial: () => transport.reset(),
    }),
    throttle: createThrottle(cluster, clock, limits.retryAfterMaxMs),
    places: createSemaphore(limits.concurrent, limits.queued, tooMany),
    listPlaces: createSemaphore(limits.concurrentLists, limits.queued, tooMany),
    latency: createLatency(),
    clockSkew: createClockSkew(clock),
    lives: new Set(),
    streams: { open: 0 },
  };
  return parts;
}

function transportTo(
  address: ServerAddress,
  target: ClusterTarget,
  deps: ConnectionDeps,
  limits: ConnectionLimits,
  certificate: ConnectionParts["credential"]["current"],
): Transport {
  return createTransport({
    cluster: target.slug,
    address,
    ca: target.ca,
    tlsServerName: target.tlsServerName,
    policy: deps.addressPolicy,
    lookup: deps.lookup ?? ((host) => dns.lookup(host, { all: true, verbatim: true })),
    clock: deps.clock,
    limits,
    certificate,
  });
}

function refusedTransport(cluster: string, message: string): Transport {
  return {
    exchange: async () => {
      throw kubeError({ cluster, unreachable: "address-not-allowed", message });
    },
    protocol: () => undefined,
    servingCertificate: () => undefined,
    reset: () => {},
    close: () => {},
  };
}
