import { failure } from "#lib/core/errors";

export type ViewId = { readonly name: string; readonly params: Readonly<Record<string, string | string[]>> };

/** Longest accepted id: a view name with its parameters. */
const MAX_LENGTH = 2000;

/**
 * Takes a view's id apart: `workloads?team=payments`. Repeated parameters become arrays, as in a route's query.
 * @throws `bad_input`
 */
export function parseViewId(id: string): ViewId {
  if (id.length > MAX_LENGTH) throw failure("bad_input", "view: is too long");
  const cut = id.indexOf("?");
  const name = cut === -1 ? id : id.slice(0, cut);
  const search = new URLSearchParams(cut === -1 ? "" : id.slice(cut + 1));
  const entries = [...new Set(search.keys())].map((key): [string, string | string[]] => {
    const values = search.getAll(key);
    return [key, values.length > 1 ? values : (values[0] ?? "")];
  });
  return { name, params: Object.fromEntries(entries) };
}
