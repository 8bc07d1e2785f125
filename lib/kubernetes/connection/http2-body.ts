import { type ClientHttp2Stream, constants } from "node:http2";
import { Readable } from "node:stream";

/**
 * The body of an answer as a plain stream, from the moment its head is there. Node's own stream already counts as
 * closed when the last byte has arrived, read or not, so that `finished`, `pipeline` and `for await` take a short
 * answer that nobody has begun to read for one that was cut off.
 */
export function http2Body(stream: ClientHttp2Stream): { readonly body: Readable; complete(): boolean } {
  let whole = false;
  const body = new Readable({
    read: () => {
      stream.resume();
    },
    destroy: (error, done) => {
      stream.close(constants.NGHTTP2_CANCEL);
      // A stream that has all its bytes is closed already, and would wait for its reader for ever.
      stream.destroy();
      done(error);
    },
  });
  stream.on("data", (chunk: Buffer) => {
    if (!body.push(chunk)) stream.pause();
  });
  stream.once("end", () => {
    whole = !stream.aborted && stream.rstCode === constants.NGHTTP2_NO_ERROR;
    body.push(null);
  });
  stream.on("error", (error) => body.destroy(error));
  const closed = () => {
    if (!stream.readableEnded) body.destroy();
  };
  stream.once("close", closed);
  // A stream that was reset together with its head has had its events.
  if (stream.destroyed) closed();
  return { body, complete: () => whole };
}
