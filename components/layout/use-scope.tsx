"use client";

import { parseAsString, useQueryStates } from "nuqs";

/** What the pickers of the top bar narrow every list to. It lives in the URL, and links of the shell carry it on. */
export type Scope = { team: string | null; cluster: string | null; environment: string | null };

const parsers = { team: parseAsString, cluster: parseAsString, environment: parseAsString };

export function useScope(): [Scope, (next: Partial<Scope>) => void] {
  const [scope, setScope] = useQueryStates(parsers, { history: "push" });
  return [scope, (next) => void setScope(next)];
}

/** A path of the portal with the present scope. */
export function scopedHref(path: string, scope: Scope): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(scope)) if (value) search.set(key, value);
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
