import { isTooLarge } from "../api/errors.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { ListPage, ReflectorSource } from "./reflector-source.ts";

const PAGE_SIZE = 500;
/** Of a list whose pages come so slowly that its continue token expires on the way. */
const LARGEST_PAGE = 8_000;
/** More is a server that goes round in circles. */
const MOST_OBJECTS = 1_000_000;

export type Pager = {
  /**
   * The pages of a collection from first to last. Each is to be read to its end before the next is asked for.
   * @throws KubeError; when the continue token has expired, the next call asks for fewer and larger pages
   */
  pages(signal: AbortSignal): AsyncGenerator<ListPage>;
};

/** Reads lists in pages of 500 objects, of fewer where that many are too large for one answer. */
export function createPager(source: ReflectorSource, endless: () => Error): Pager {
  let size = PAGE_SIZE;
  const next = async (continueToken: string | undefined, signal: AbortSignal) => {
    for (;;) {
      try {
        return await source.list({ limit: size, continueToken }, signal);
      } catch (error) {
        if (!isTooLarge(error) || size === 1) throw error;
        size = Math.floor(size / 2);
      }
    }
  };
  return {
    pages: async function* (signal) {
      let continueToken: string | undefined;
      let asked = 0;
      try {
        do {
          const page = await next(continueToken, signal);
          asked += size;
          if (asked > MOST_OBJECTS) throw endless();
          yield page;
          ({ continueToken } = page);
        } while (continueToken);
        size = Math.min(size, PAGE_SIZE);
      } catch (error) {
        if (classifyFailure(error) === "relist") size = Math.min(LARGEST_PAGE, size * 2);
        throw error;
      }
    },
  };
}
