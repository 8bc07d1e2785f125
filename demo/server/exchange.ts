import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { TLSSocket } from "node:tls";
import { gzipSync } from "node:zlib";
import type { Status } from "../registry/api-error.ts";

const MAX_BODY = 3 * 1024 * 1024;
const GZIP_FROM = 128 * 1024;

/** How an answer is bent by the faults of the moment. */
export type Bend = {
  headers?: Readonly<Record<string, string>>;
  /** The body stops after half of it, or after this many streamed bytes. */
  cutBody?: boolean;
  /** Streams stay open and silent. */
  mute?: () => boolean;
  /** Body bytes are sent one by one, this many milliseconds apart. */
  trickleMs?: number;
};

/** One request and its answer, the same for HTTP/1.1 and HTTP/2. */
export class Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly #request: IncomingMessage | Http2ServerRequest;
  readonly #response: ServerResponse | Http2ServerResponse;
  readonly #now: () => number;
  bend: Bend = {};

  constructor(
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
    now: () => number,
  ) {
    this.#request = request;
    this.#response = response;
    this.#now = now;
    this.method = request.method ?? "GET";
    const [path = "/", query = ""] = splitOnce(request.url ?? "/");
    this.path = path;
    this.query = new URLSearchParams(query);
    response.on("error", () => {});
    request.on("error", () => {});
  }

  header(name: string): string {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value.join(", ") : String(value ?? "");
  }

  /** All headers as pairs, repeated ones apart. */
  headerPairs(): [string, string][] {
    const raw = this.#request.rawHeaders;
    const pairs: [string, string][] = [];
    for (let index = 0; index + 1 < raw.length; index += 2)
      pairs.push([String(raw[index]).toLowerCase(), String(raw[index + 1])]);
    return pairs;
  }

  get socket(): TLSSocket {
    const request = this.#request;
    return ("stream" in request ? request.stream.session?.socket : request.socket) as TLSSocket;
  }

  get closed(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  async body(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.#request) {
      size += (chunk as Buffer).length;
      if (size > MAX_BODY) throw new RangeError("request entity too large");
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  }

  /** Adds warnings for the person behind the client (RFC 7234, code 299). */
  warn(texts: readonly string[]): void {
    this.#response.setHeader(
      "warning",
      texts.map((text) => `299 - ${JSON.stringify(text)}`),
    );
  }

  sendJson(code: number, value: unknown, headers: Record<string, string> = {}): void {
    this.send(code, JSON.stringify(value), { "content-type": "application/json", ...headers });
  }

  sendStatus(status: Status): void {
    const seconds = status.details?.retryAfterSeconds;
    this.sendJson(status.code, status, seconds === undefined ? {} : { "retry-after": String(seconds) });
  }

  sendText(code: number, text: string): void {
    this.send(code, text, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
  }

  send(code: number, body: string | Buffer, headers: Record<string, string>): void {
    if (this.closed || this.#response.headersSent) return;
    let bytes = typeof body === "string" ? Buffer.from(body) : body;
    const head: Record<string, string> = { ...headers };
    if (bytes.length > GZIP_FROM && /\bgzip\b/.test(this.header("accept-encoding"))) {
      bytes = gzipSync(bytes, { level: 1, chunkSize: 1 << 20 });
      head["content-encoding"] = "gzip";
      head.vary = "Accept-Encoding";
    }
    head["content-length"] = String(bytes.length);
    this.#head(code, head);
    if (this.method === "HEAD") this.#end();
    else if (this.bend.cutBody) this.#cutAfter(bytes.subarray(0, bytes.length >> 1));
    else if (this.bend.trickleMs !== undefined) this.#trickle(bytes, this.bend.trickleMs);
    else this.#end(bytes);
  }

  /** Sends the head of an answer whose body is written bit by bit. */
  startStream(contentType: string): void {
    this.#head(200, { "content-type": contentType, "cache-control": "no-cache, private" });
    if ("flushHeaders" in this.#response) this.#response.flushHeaders();
  }

  write(chunk: Buffer | string): void {
    if (this.closed || this.bend.mute?.()) return;
    if (this.bend.cutBody) {
      const bytes = Buffer.from(chunk as string);
      this.#cutAfter(bytes.subarray(0, bytes.length >> 1));
    } else this.#write(chunk);
  }

  /** Bytes written but not taken by the client yet. */
  get backlog(): number {
    return this.#response.writableLength;
  }

  end(): void {
    if (!this.closed) this.#end();
  }

  abort(): void {
    if ("stream" in this.#response) this.#response.stream?.close(2);
    else this.#response.destroy();
  }

  onClose(listener: () => void): void {
    this.#response.once("close", listener);
  }

  #head(code: number, headers: Record<string, string>): void {
    this.#response.sendDate = false;
    const all = { date: new Date(this.#now()).toUTCString(), ...headers, ...this.bend.headers };
    for (const [name, value] of Object.entries(all)) this.#response.setHeader(name, value);
    this.#response.statusCode = code;
  }

  #write(chunk: Buffer | string): void {
    (this.#response as ServerResponse).write(chunk);
  }

  #end(chunk?: Buffer): void {
    (this.#response as ServerResponse).end(chunk);
  }

  #cutAfter(bytes: Buffer): void {
    (this.#response as ServerResponse).write(bytes, () => this.abort());
  }

  #trickle(bytes: Buffer, everyMs: number): void {
    let sent = 0;
    const step = (): void => {
      if (this.closed) return;
      this.#write(bytes.subarray(sent, sent + 1));
      sent += 1;
      if (sent >= bytes.length) {
        this.#end();
        return;
      }
      setTimeout(step, everyMs).unref();
    };
    step();
  }
}

function splitOnce(url: string): [string, string] {
  const index = url.indexOf("?");
  return index < 0 ? [url, ""] : [url.slice(0, index), url.slice(index + 1)];
}
