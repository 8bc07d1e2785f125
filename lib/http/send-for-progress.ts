import { ERROR_TABLE, type Problem } from "#lib/core/errors";
import { callApi, isApiError, toApiError } from "./api-client.ts";

export type ProgressOptions<P> = {
  readonly onProgress: (progress: P) => void;
  /** Aborting stops the work on the server, too. */
  readonly signal?: AbortSignal;
};

type Line<P, R> = { progress: P } | { result: R } | Problem;

/**
 * Posts a JSON body to a route that reports while it works (`progress` in its contract).
 * @returns its result.
 * @throws ApiError, also for an error on the way and for an answer that breaks off; the signal's reason
 */
export async function sendForProgress<P, R>(url: string, body: unknown, options: ProgressOptions<P>): Promise<R> {
  const { signal, onProgress } = options;
  const headers = { accept: "application/x-ndjson", "x-wheelhouse": "1", "content-type": "application/json" };
  const response = await callApi(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  try {
    for await (const text of linesOf(response)) {
      const line = JSON.parse(text) as Line<P, R>;
      if ("progress" in line) onProgress(line.progress);
      else if ("result" in line) return line.result;
      else throw toApiError(ERROR_TABLE[line.error.code]?.status ?? 500, line);
    }
  } catch (error) {
    if (signal?.aborted || isApiError(error)) throw error;
  }
  throw toApiError(0, { error: { code: "unavailable", message: "The answer broke off before its end.", fields: [] } });
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (!body) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = `${rest}${part.value}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
