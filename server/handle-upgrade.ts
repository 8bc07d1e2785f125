import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { allowsHost } from "./allows-host.ts";

type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

/**
 * No page of ours upgrades a connection; only the development server's reloading does, from a page of our own.
 * @param reload absent in production
 */
export function createUpgradeHandler(publicUrl: string | undefined, reload: UpgradeHandler | undefined) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const ours = allowsHost(request.headers.host, publicUrl) && hasOwnOrigin(request);
    if (reload && ours && request.url?.startsWith("/_next/")) {
      reload(request, socket, head).catch(() => socket.destroy());
      return;
    }
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  };
}

function hasOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === `http://${host}` || origin === `https://${host}`;
}
