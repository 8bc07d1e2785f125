/** Headers of a server-sent event stream that no proxy may buffer, change or keep. */
export const SSE_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
} as const;

/** A comment line: keeps proxies and browsers from giving up on a quiet stream. */
export const SSE_HEARTBEAT: Buffer = Buffer.from(":\n\n");

/** How long a browser waits before it connects again, in milliseconds. */
export function sseRetry(milliseconds: number): Buffer {
  return Buffer.from(`retry: ${milliseconds}\n\n`);
}

/**
 * One event (HTML Standard, section 9.2). `data` is JSON text without line breaks, as JSON.stringify makes it.
 */
export function sseEvent(event: string, data: string): Buffer {
  return Buffer.from(`event: ${event}\ndata: ${data}\n\n`);
}
