import { isIP, type LookupFunction, type TcpNetConnectOpts } from "node:net";
import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from "node:tls";
import type { Clock } from "#lib/core/clock";
import { kubeError } from "../api/kube-error.ts";
import type { ServerAddress } from "../kubeconfig/check-server-address.ts";
import type { AddressPolicy } from "../types/target.ts";
import { explainTransportError } from "./explain-transport-error.ts";
import type { ConnectionLimits } from "./limits.ts";
import { type Lookup, resolveServer } from "./resolve-server.ts";

export type DialOptions = {
  readonly cluster: string;
  readonly address: ServerAddress;
  readonly ca: string | undefined;
  readonly tlsServerName: string | undefined;
  readonly policy: AddressPolicy;
  readonly lookup: Lookup;
  readonly clock: Clock;
  readonly limits: ConnectionLimits;
};

/** What the credential adds to the TLS handshake. */
export type ClientCertificate = { readonly certificate: string; readonly key: string };

/**
 * Opens one verified TLS connection within the connect deadline, offering `protocols` by ALPN.
 * @throws KubeError saying in words why there is none
 */
export async function dial(
  options: DialOptions,
  protocols: readonly string[],
  client: ClientCertificate | undefined,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const { cluster, clock, limits } = options;
  const deadline = new AbortController();
  const cancel = clock.after(limits.connectMs, () =>
    deadline.abort(kubeError({ cluster, unreachable: "timeout", message: "the connection timed out" })),
  );
  const either = AbortSignal.any([signal, deadline.signal]);
  try {
    return await openSocket(options, protocols, client, either);
  } finally {
    cancel();
  }
}

async function openSocket(
  options: DialOptions,
  protocols: readonly string[],
  client: ClientCertificate | undefined,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const { cluster, address, policy, lookup } = options;
  const resolving = resolveServer({ cluster, host: address.host, port: address.port, policy, lookup });
  const addresses = await unlessAborted(resolving, signal).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : explainTransportError(cluster, error);
  });
  const pinned: LookupFunction = (_host, { all }, callback) => {
    if (all) return callback(null, addresses);
    const [first] = addresses;
    return callback(null, first?.address ?? "", first?.family);
  };
  // What `tls.connect` hands on to `net.connect` is missing from its type.
  const wish: ConnectionOptions & Pick<TcpNetConnectOpts, "autoSelectFamily" | "autoSelectFamilyAttemptTimeout"> = {
    host: address.host,
    port: address.port,
    lookup: pinned,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: options.limits.attemptMs,
    ALPNProtocols: [...protocols],
    ca: options.ca,
    cert: client?.certificate,
    key: client?.key,
    minVersion: "TLSv1.2",
    servername: options.tlsServerName ?? (isIP(address.host) === 0 ? address.host : undefined),
  };
  return handshake(cluster, connect(wish), signal, options.limits.tcpKeepAliveMs);
}

function handshake(cluster: string, socket: TLSSocket, signal: AbortSignal, keepAliveMs: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      signal.removeEventListener("abort", onAbort);
      socket.off("close", onClose);
      act();
    };
    const fail = (error: unknown) => settle(() => reject(error));
    const onAbort = () => {
      fail(signal.reason);
      socket.destroy();
    };
    const onClose = () => fail(explainTransportError(cluster, { code: "ECONNRESET" }));
    let certificate: PeerCertificate | undefined;
    // Before Node judges the certificate: afterwards the socket no longer knows it, and the reason names its dates.
    socket.prependOnceListener("secure", () => {
      certificate = socket.getPeerCertificate();
    });
    // Stays for the socket's life: an error nobody listens to would end the process.
    socket.on("error", (error) => fail(explainTransportError(cluster, error, certificate)));
    socket.once("close", onClose);
    socket.once("secureConnect", () => {
      socket.setNoDelay(true).setKeepAlive(true, keepAliveMs);
      settle(() => resolve(socket));
    });
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/** Rejects with the signal's reason as soon as it aborts; the promise itself goes on unobserved. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
