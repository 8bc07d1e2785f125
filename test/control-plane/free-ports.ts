import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the range from which the system takes ports of outgoing connections, so that none is taken in between. */
const FIRST = 20_000;
const LAST = 32_000;

/** Ports on loopback that nothing listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(FIRST, LAST);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
