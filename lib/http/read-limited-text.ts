import { failure } from "#lib/core/errors";

/**
 * Reads a body as text.
 * @throws `too_large` beyond so many bytes: counted while reading, whatever the header says
 */
export async function readLimitedText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw failure("too_large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw failure("too_large");
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks).toString("utf8");
}
