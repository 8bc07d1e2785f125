import { getJson } from "#lib/http/api-client";

type ParamValue = string | readonly string[] | undefined;
export type ViewParams = Readonly<Record<string, ParamValue>>;

/**
 * The id of a live view and the path of its JSON route: `home?environment=production&team=payments`. Keys are sorted
 * and empty ones left out, so that equal parameters give equal ids.
 */
export function viewId(name: string, params: ViewParams = {}): string {
  const search = new URLSearchParams();
  for (const key of Object.keys(params).sort()) {
    const value = params[key];
    for (const part of Array.isArray(value) ? value : [value as string | undefined]) if (part) search.append(key, part);
  }
  const text = search.toString();
  return text === "" ? name : `${name}?${text}`;
}

/** Options for `useQuery`, and the view that keeps its data current. Pages prefetch the same options with the verb. */
export type LiveQuery<T> = {
  readonly queryKey: readonly ["live", string];
  readonly queryFn: (options: { signal: AbortSignal }) => Promise<T>;
  readonly view: string;
};

/** @param path the JSON route where it is not `/api/<view>` */
export function liveQuery<T>(view: string, path: string = `/api/${view}`): LiveQuery<T> {
  return { queryKey: ["live", view], queryFn: ({ signal }) => getJson<T>(path, signal), view };
}
