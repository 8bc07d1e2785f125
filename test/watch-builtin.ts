import { createRequire, syncBuiltinESMExports } from "node:module";
import { afterAll, type MockInstance, vi } from "vitest";

const require = createRequire(import.meta.url);

type Call = (...args: never[]) => unknown;

/**
 * Watches a function of a module of Node, which goes on as it does, wherever it has been imported. Ends with the file.
 * @param builtin `node:crypto`, say
 */
export function watchBuiltin<F extends Call>(builtin: string, name: string): MockInstance<F> {
  const module = require(builtin) as { [name: string]: Call };
  const watched = vi.spyOn(module, name) as unknown as MockInstance<F>;
  syncBuiltinESMExports();
  afterAll(() => {
    watched.mockRestore();
    syncBuiltinESMExports();
  });
  return watched;
}
