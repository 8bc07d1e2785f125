import { z } from "zod";
import { failure, type Problem } from "#lib/core/errors";
import { problemSchema } from "./problem-schema.ts";

/** Newline-delimited JSON: one object per line. */
export const LINES = "application/x-ndjson";

/** What one line is: something that happened on the way, or the end. */
export function lineSchemaOf(progress: z.ZodType, result: z.ZodType): z.ZodType {
  return z.union([z.object({ progress }), z.object({ result }), problemSchema]);
}

export function acceptsLines(headers: Headers): boolean {
  return (headers.get("accept") ?? "").split(",").some((part) => part.split(";", 1)[0]?.trim().toLowerCase() === LINES);
}

export type LineAnswer = {
  /** Of the answer. */
  readonly headers: Headers;
  /** Aborted here when the caller stops reading. */
  readonly gone: AbortController;
  readonly work: (report: (progress: unknown) => void) => Promise<unknown>;
  readonly explain: (error: unknown) => Problem["error"];
  readonly onEnd: () => void;
};

/**
 * Answers with what is reported, as it happens, and with the result as the last line.
 * @throws what the work throws before it has reported anything: then nothing was sent, and the error is an answer of
 * its own
 */
export async function answerLines({ headers, gone, work, explain, onEnd }: LineAnswer): Promise<Response> {
  const lines = openLines(gone);
  const begun = Promise.withResolvers<void>();
  const ended = work((progress) => {
    lines.write({ progress });
    begun.resolve();
  });
  await Promise.race([begun.promise, ended]);
  void ended
    .then(
      (result) => lines.write({ result }),
      (error: unknown) => lines.write({ error: explain(error) }),
    )
    .finally(() => {
      lines.close();
      onEnd();
    });
  headers.set("content-type", LINES);
  // A proxy or a compressor that waits for more would keep back what just happened.
  headers.set("cache-control", "private, no-store, no-transform");
  headers.set("x-accel-buffering", "no");
  return new Response(lines.stream, { headers });
}

function openLines(gone: AbortController) {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: () => {
      controller = undefined;
      gone.abort(failure("client_closed"));
    },
  });
  return {
    stream,
    write: (line: object) => controller?.enqueue(encoder.encode(`${JSON.stringify(line)}\n`)),
    close: () => {
      controller?.close();
      controller = undefined;
    },
  };
}
