import { failure } from "#lib/core/errors";

/** Bytes of the largest JSON body that a route reads. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Reads a JSON body.
 * @throws `bad_input` when it is not JSON, `too_large` beyond 1 MB (counted while reading, whatever the header says)
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw failure("bad_input", "The body must be application/json.");
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw failure("too_large");
  const text = await readLimited(request);
  try {
    return JSON.parse(text);
  } catch {
    throw failure("bad_input", "The body is not valid JSON.");
  }
}

async function readLimited(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > MAX_BODY_BYTES) throw failure("too_large");
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks).toString("utf8");
}
