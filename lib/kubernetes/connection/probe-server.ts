import { kubeError } from "../api/kube-error.ts";
import type { ConnectionParts } from "./connection-parts.ts";
import { unlessAborted } from "./dial.ts";
import { explainTransportError } from "./explain-transport-error.ts";
import { requestHeaders } from "./request-headers.ts";
import { createRequestLife } from "./request-life.ts";

/**
 * Asks whether the server lives: `/livez`, or `/version` where that is not served. Any answer below 500 that is not a
 * redirect counts; whether the credential is good is another question.
 * @throws KubeError when it does not live
 */
export async function probeServer(parts: ConnectionParts): Promise<void> {
  const status = await ask(parts, "/livez");
  const settled = status === 404 ? await ask(parts, "/version") : status;
  if (settled >= 200 && settled < 500 && Math.trunc(settled / 100) !== 3) return;
  const unreachable = settled < 500 ? "redirect" : "server-error";
  const message = settled < 500 ? "the server answers with a redirect" : `the server answers with status ${settled}`;
  throw kubeError({ cluster: parts.cluster, status: settled, unreachable, message });
}

async function ask(parts: ConnectionParts, path: "/livez" | "/version"): Promise<number> {
  const { cluster, clock, limits, credential, transport, prefix, lives } = parts;
  const life = createRequestLife(cluster, clock, undefined);
  lives.add(life);
  const ms = limits.firstByteMs.interactive;
  life.deadline(ms, `no answer within ${ms / 1000} s`);
  try {
    const { token } = await unlessAborted(credential.get(), life.signal);
    const headers = requestHeaders({ method: "GET", path }, token, { gzip: false });
    const wire = { method: "GET", path: `${prefix}${path}`, headers, body: undefined, streaming: false };
    const response = await transport.exchange(wire, life.signal);
    response.body.destroy();
    return response.status;
  } catch (error) {
    throw explainTransportError(cluster, error);
  } finally {
    life.end();
    lives.delete(life);
  }
}
