import { badField } from "#lib/core/errors";
import { isKubeError } from "../api/errors.ts";
import { kubeError } from "../api/kube-error.ts";
import { retryAfterSeconds } from "../api/retry-after-seconds.ts";
import type { DeadlineClass, KubeRequest } from "../types/connection.ts";
import type { ConnectionParts } from "./connection-parts.ts";
import { unlessAborted } from "./dial.ts";
import { isServerFailure } from "./judge-answer.ts";
import { requestHeaders } from "./request-headers.ts";
import type { RequestLife } from "./request-life.ts";
import { maySendAgain } from "./retry.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** What has been tried again already; each cause gets one more attempt, a pause asked for by the server gets two. */
type Retries = { resent: boolean; renewed: boolean; pauses: number };

/**
 * Sends a request and waits for the first byte of its answer: through the circuit breaker and the server's wish for a
 * pause, again when the server certainly did not process it, and with a renewed credential after 401.
 * @throws KubeError, or the caller's abort reason
 */
export async function beginAnswer(
  parts: ConnectionParts,
  request: KubeRequest,
  deadline: DeadlineClass,
  life: RequestLife,
): Promise<WireResponse> {
  const retries: Retries = { resent: false, renewed: false, pauses: 0 };
  for (;;) {
    parts.breaker.check();
    await parts.throttle.wait(request.path, life.signal);
    const startedAt = parts.clock.monotonic();
    try {
      const response = await attempt(parts, request, deadline, life);
      refuseRedirect(parts.cluster, response);
      account(parts, request, response, startedAt);
      if (!wantsRetry(parts, request, response, retries)) return response;
      response.body.destroy();
    } catch (error) {
      if (life.abortedByCaller() || !isKubeError(error)) throw error;
      if (!retries.resent && maySendAgain(error, request.method)) {
        retries.resent = true;
        continue;
      }
      if (error.unreachable === "credential") parts.breaker.note(error);
      else if (error.unreachable !== "closed" && error.unreachable !== "throttled")
        // A line that is dead says so by itself; here the server may only take its time with this one.
        parts.breaker.failed(startedAt, error, life.signal.aborted);
      throw error;
    }
  }
}

async function attempt(
  parts: ConnectionParts,
  request: KubeRequest,
  deadline: DeadlineClass,
  life: RequestLife,
): Promise<WireResponse> {
  const { credential, transport, clock, limits, latency } = parts;
  const { token } = await unlessAborted(credential.get(), life.signal);
  const wire: WireRequest = {
    method: request.method,
    path: `${parts.prefix}${checkedPath(request.path)}${queryText(request.query)}`,
    headers: requestHeaders(request, token, { gzip: request.gzip === true && deadline !== "stream" }),
    body: request.body,
    streaming: deadline === "stream",
  };
  const ms = limits.firstByteMs[deadline];
  const callOff = life.deadline(ms, `no answer within ${ms / 1000} s`);
  const connected = transport.protocol() !== undefined;
  const sentAt = clock.monotonic();
  try {
    const response = await transport.exchange(wire, life.signal);
    if (connected && deadline === "interactive") latency.add(clock.monotonic() - sentAt);
    return response;
  } finally {
    callOff();
  }
}

/** Paths come from `buildPath`; whatever else reaches this point does not leave. */
function checkedPath(path: string): string {
  const plain = /^(\/[A-Za-z0-9._:@+=~-]+)+$/.test(path) && new URL(path, "https://cluster.example").pathname === path;
  if (!plain) throw badField("path", "must be a plain API path", "/api/v1/namespaces/team-a/pods");
  return path;
}

function queryText(query: KubeRequest["query"]): string {
  const given = Object.entries(query ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

/** A redirect would carry the credential to where the answer says; API servers do not send one here. */
function refuseRedirect(cluster: string, response: WireResponse): void {
  const { status, headers } = response;
  if (status < 300 || status > 399 || headers.location === undefined) return;
  response.body.destroy();
  const message = "the server answered with a redirect, which is not followed";
  throw kubeError({ cluster, status, unreachable: "redirect", message });
}

function account(parts: ConnectionParts, request: KubeRequest, response: WireResponse, startedAt: number): void {
  const { breaker, cluster, clockSkew } = parts;
  const { status, headers } = response;
  if (status < 500) clockSkew.note(headers.date);
  if (isServerFailure(request, response)) {
    const message = `the server answers with status ${status}`;
    breaker.failed(startedAt, kubeError({ cluster, status, unreachable: "server-error", message }), true);
    return;
  }
  if (status < 500) breaker.succeeded();
  if (status === 401) {
    breaker.note(
      kubeError({ cluster, status, unreachable: "credential", message: "the cluster does not accept the credential" }),
    );
  }
}

function wantsRetry(parts: ConnectionParts, request: KubeRequest, response: WireResponse, retries: Retries): boolean {
  const { credential, throttle, limits, transport } = parts;
  if (response.status === 401 && !retries.renewed && credential.invalidate()) {
    retries.renewed = true;
    // A certificate belongs to the TLS session: only a new session presents a new one.
    if (credential.current() !== undefined) transport.reset();
    return true;
  }
  const seconds = response.status === 429 ? retryAfterSeconds(response.headers["retry-after"]) : undefined;
  if (seconds === undefined || request.method !== "GET") return false;
  throttle.pause(request.path, seconds);
  retries.pauses += 1;
  return retries.pauses <= 2 && seconds * 1000 <= limits.retryAfterMaxMs;
}
