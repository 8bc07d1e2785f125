const NEWLINE = 0x0a;
/** etcd holds objects of 1.5 MB by default; the limit only stops a stream that never ends its line. */
const LONGEST_LINE = 32 * 1024 * 1024;

/**
 * The lines of a byte stream, without copying those that lie within one chunk. What follows the last newline is not a
 * complete line and is dropped: it is the rest of an interrupted answer.
 * @throws RangeError when a line is longer than 32 MB.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let pending = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const end = chunk.subarray(from, at);
      const line = parts.length === 0 ? end : Buffer.concat([...parts, end]);
      parts = [];
      pending = 0;
      from = at + 1;
      if (line.length > 0) yield line;
    }
    if (from < chunk.length) {
      pending += chunk.length - from;
      if (pending > LONGEST_LINE) throw new RangeError("A line of the stream is longer than 32 MB.");
      parts.push(chunk.subarray(from));
    }
  }
}
