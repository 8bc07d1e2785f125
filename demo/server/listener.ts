import { once } from "node:events";
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from "node:http2";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { ClusterPki } from "../pki/cluster-pki.ts";
import { Exchange } from "./exchange.ts";
import { Relay } from "./relay.ts";

export type ListenerOptions = {
  pki: ClusterPki;
  /** 0: any free port, kept over stop and start. */
  port: number;
  /** Put a relay in front, so that the network can be taken away. Costs a copy of every byte. */
  relay: boolean;
  now: () => number;
  handle: (exchange: Exchange) => void;
};

/** One HTTPS endpoint on loopback: HTTP/2 and HTTP/1.1 by ALPN, client certificates asked for but not required. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #https: Http2SecureServer;
  readonly #relay = new Relay();
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #sockets = new Set<Socket>();
  #front: Server | undefined;
  #port: number;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#port = options.port;
    const { pki } = options;
    this.#https = createSecureServer({
      allowHTTP1: true,
      key: pki.server.key,
      cert: pki.server.cert,
      ca: pki.ca,
      requestCert: true,
      rejectUnauthorized: false,
      settings: { maxConcurrentStreams: 250 },
    });
    this.#https.on("request", (request, response) => options.handle(new Exchange(request, response, options.now)));
    this.#https.on("session", (session) => {
      this.#sessions.add(session);
      session.on("error", () => {}).on("close", () => this.#sessions.delete(session));
    });
    this.#https.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => {}).on("close", () => this.#sockets.delete(socket));
    });
    for (const event of ["sessionError", "tlsClientError", "secureConnection"] as const)
      this.#https.on(event, () => {});
    this.#https.setTimeout(0);
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  get listening(): boolean {
    return this.#front?.listening ?? false;
  }

  get relay(): Relay {
    return this.#relay;
  }

  async start(): Promise<void> {
    if (this.listening) return;
    if (this.#options.relay && !this.#https.listening) {
      this.#https.listen(0, "127.0.0.1");
      await once(this.#https, "listening");
    }
    const inner = this.#options.relay ? (this.#https.address() as AddressInfo).port : 0;
    this.#front = createServer((socket) => {
      socket.on("error", () => {});
      if (this.#options.relay) this.#relay.accept(socket, inner);
      else this.#https.emit("connection", socket);
    });
    this.#front.listen(this.#port, "127.0.0.1");
    await once(this.#front, "listening");
    this.#port = (this.#front.address() as AddressInfo).port;
  }

  /** Stops listening and drops every connection; `start` opens the same port again. */
  async stop(): Promise<void> {
    const front = this.#front;
    this.#front = undefined;
    const closed = front?.listening ? once(front, "close") : undefined;
    front?.close();
    this.#relay.destroy();
    for (const session of this.#sessions) session.destroy();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async close(): Promise<void> {
    await this.stop();
    if (!this.#https.listening) return;
    const closed = once(this.#https, "close");
    this.#https.close();
    await closed;
  }

  /** Tells every HTTP/2 client to move to a new connection; streams that are open may finish. */
  goaway(): void {
    for (const session of this.#sessions) {
      session.goaway(0);
      session.close();
    }
  }

  presentCertificate(pair: { cert: string; key: string }): void {
    this.#https.setSecureContext({ ...pair, ca: this.#options.pki.ca });
  }
}
