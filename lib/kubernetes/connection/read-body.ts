import { finished, pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { kubeError } from "../api/kube-error.ts";
import type { KubeError } from "../types/errors.ts";
import { explainTransportError } from "./explain-transport-error.ts";
import type { WireResponse } from "./wire.ts";

/**
 * Reads a whole answer, decompressed, up to `maxBytes`.
 * @throws KubeError when it is larger, cut off or damaged; the signal's reason when it aborts
 */
export function readBody(
  cluster: string,
  response: WireResponse,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const source = decoded(response);
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (error: unknown) => {
      signal.removeEventListener("abort", onAbort);
      reject(signal.aborted ? signal.reason : explainTransportError(cluster, error));
      source.destroy();
      response.body.destroy();
    };
    const onAbort = () => fail(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    source.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) fail(tooLarge(cluster, maxBytes));
      else chunks.push(chunk);
    });
    // Not by its events: a stream that was reset together with its head has had them already.
    finished(source, { writable: false }, (error) => {
      if (error) return fail(error);
      if (!response.complete()) return fail(cutOff(cluster));
      signal.removeEventListener("abort", onAbort);
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size));
    });
    if (signal.aborted) onAbort();
  });
}

/** Large chunks: the default of 16 KB more than doubles the time to unpack a list. */
function decoded(response: WireResponse): Readable {
  if (response.headers["content-encoding"] !== "gzip") return response.body;
  return pipeline(response.body, createGunzip({ chunkSize: 256 * 1024 }), () => {});
}

function tooLarge(cluster: string, maxBytes: number): KubeError {
  const message = `the answer is larger than ${Math.round(maxBytes / 1024)} KiB`;
  return kubeError({ cluster, unreachable: "server-error", reason: "TooLarge", message });
}

export function cutOff(cluster: string): KubeError {
  return kubeError({ cluster, unreachable: "reset", message: "the answer was cut off" });
}
