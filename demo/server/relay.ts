import { connect, type Socket } from "node:net";

/**
 * Bytes between clients and the real listener, so that a cluster's network can vanish: while frozen, nothing passes in
 * either direction and nothing is closed, exactly as when a cable is pulled.
 */
export class Relay {
  readonly #pairs = new Set<{ client: Socket; inner: Socket }>();
  #frozen = false;

  get frozen(): boolean {
    return this.#frozen;
  }

  accept(client: Socket, innerPort: number): void {
    const inner = connect({ host: "127.0.0.1", port: innerPort });
    const pair = { client, inner };
    this.#pairs.add(pair);
    client.setNoDelay(true);
    inner.setNoDelay(true);
    const close = (): void => {
      this.#pairs.delete(pair);
      client.destroy();
      inner.destroy();
    };
    for (const socket of [client, inner]) socket.on("error", close).on("close", close);
    if (this.#frozen) client.pause();
    else this.#join(pair);
  }

  freeze(): void {
    this.#frozen = true;
    for (const { client, inner } of this.#pairs) {
      client.unpipe(inner);
      inner.unpipe(client);
      client.pause();
      inner.pause();
    }
  }

  /** The network is back; connections that were held up go on if both ends still want to. */
  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    for (const pair of this.#pairs) this.#join(pair);
  }

  destroy(): void {
    for (const { client, inner } of [...this.#pairs]) {
      client.destroy();
      inner.destroy();
    }
    this.#pairs.clear();
  }

  #join({ client, inner }: { client: Socket; inner: Socket }): void {
    client.pipe(inner);
    inner.pipe(client);
  }
}
