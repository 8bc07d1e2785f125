import { failure } from "#lib/core/errors";
import { readLimitedText } from "./read-limited-text.ts";

/** Bytes of the largest JSON body that a route reads. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Reads a JSON body.
 * @throws `bad_input` when it is not JSON, `too_large` beyond 1 MB
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw failure("bad_input", "The body must be application/json.");
  const text = await readLimitedText(request, MAX_BODY_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    throw failure("bad_input", "The body is not valid JSON.");
  }
}
