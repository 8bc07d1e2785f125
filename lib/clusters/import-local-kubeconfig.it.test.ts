import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { kubeconfigOf } from "../../demo/pki/kubeconfig.ts";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { importLocalKubeconfig } from "./import-local-kubeconfig.ts";

const CONTEXTS = 10;
let bench: InventoryBench;
let silent: Server;
/** The most connections that were open at one time. */
let most = 0;

beforeAll(async () => {
  bench = await openInventoryBench("empty");
  const open = new Set<Socket>();
  // Takes connections and says nothing, until enough of them are there that one after the other is ruled out.
  silent = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => {});
    most = Math.max(most, open.size);
    if (open.size >= 4) for (const one of open) one.destroy();
  });
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await bench.close();
  silent.close();
});

it("tries several contexts at a time but not all, says how far it is, and keeps the file's order", async () => {
  const { port } = silent.address() as AddressInfo;
  const ca = bench.demo.clusters[0]?.ca ?? "";
  const names = Array.from({ length: CONTEXTS }, (_, index) => `context-${index}`);
  const text = kubeconfigOf(
    names.map((name) => ({ name, server: `https://127.0.0.1:${port}/${name}`, ca, credential: { token: name } })),
  );
  const progress: string[] = [];
  const onProgress = (done: number, of: number) => void progress.push(`${done} of ${of}`);
  const done = await importLocalKubeconfig(bench.pat, { text, allowExec: false, onProgress });
  expect(done).toEqual({ registered: names, known: [], unused: [], refused: [] });
  expect(progress).toEqual(Array.from({ length: CONTEXTS + 1 }, (_, index) => `${index} of ${CONTEXTS}`));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(CONTEXTS);
});
