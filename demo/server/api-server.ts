import { applyFaults } from "../faults/apply-faults.ts";
import type { Fault, FaultKind } from "../faults/fault.ts";
import { FaultSet } from "../faults/fault-set.ts";
import type { ClusterPki } from "../pki/cluster-pki.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { User } from "../rbac/user.ts";
import type { ServerContext } from "./context.ts";
import type { Exchange } from "./exchange.ts";
import { handleRequest } from "./handle-request.ts";
import { Listener } from "./listener.ts";
import { parseRequest } from "./request-info.ts";

export type ApiServerOptions = {
  context: ServerContext;
  pki: ClusterPki;
  port: number;
  relay: boolean;
  tokens: ReadonlyMap<string, User>;
};

/** The API server of one simulated cluster: its endpoint and the faults it can be given. */
export class ApiServer {
  readonly #options: ApiServerOptions;
  readonly #listener: Listener;
  readonly #faults = new FaultSet();
  readonly #random: SeededRandom;

  constructor(options: ApiServerOptions) {
    this.#options = options;
    const { pki, port, relay, context } = options;
    this.#random = context.random.fork("faults");
    const now = (): number => {
      const skew = this.#faults.all.find((fault) => fault.kind === "clock-skew");
      return context.clock.now() + (skew?.ms ?? 0);
    };
    this.#listener = new Listener({ pki, port, relay, now, handle: (exchange) => void this.#handle(exchange) });
  }

  get url(): string {
    return this.#listener.url;
  }

  get listening(): boolean {
    return this.#listener.listening;
  }

  get faults(): Fault[] {
    return this.#faults.all;
  }

  start(): Promise<void> {
    return this.#listener.start();
  }

  stop(): Promise<void> {
    return this.#listener.stop();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  goaway(): void {
    this.#listener.goaway();
  }

  async setFault(fault: Fault): Promise<void> {
    if (fault.kind === "unreachable" && !this.#options.relay) {
      throw new Error("the cluster has no relay: start it with `relay: true` to take its network away");
    }
    this.#faults.set(fault);
    if (fault.kind === "refused") await this.#listener.stop();
    if (fault.kind === "unreachable") this.#listener.relay.freeze();
    if (fault.kind === "expired-certificate") this.#listener.presentCertificate(this.#options.pki.expiredServer);
  }

  /** Takes back one fault, or all. */
  async clearFault(kind?: FaultKind): Promise<void> {
    const had = (wanted: FaultKind): boolean => this.#faults.has(wanted) && (kind === undefined || kind === wanted);
    const [refused, unreachable, certificate] = [had("refused"), had("unreachable"), had("expired-certificate")];
    this.#faults.clear(kind);
    if (refused) await this.#listener.start();
    if (unreachable) this.#listener.relay.thaw();
    if (certificate) this.#listener.presentCertificate(this.#options.pki.server);
  }

  async #handle(exchange: Exchange): Promise<void> {
    const request = parseRequest(exchange.method, exchange.path, exchange.query);
    if (await applyFaults(exchange, request, this.#faults, this.#random)) return;
    await handleRequest(this.#options.context, this.#options.tokens, exchange);
  }
}
