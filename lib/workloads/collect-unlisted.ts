import type { PartState } from "./read-part.ts";
import type { UnlistedKind } from "./schemas.ts";

/** The kinds whose list is not there, and why: that none is seen proves nothing then. */
export function collectUnlisted(parts: Readonly<Record<string, { readonly state: PartState }>>): UnlistedKind[] {
  return Object.entries(parts).flatMap(([kind, { state }]) => {
    if (state === "live" || state === "stale" || state === "unsupported") return [];
    return [{ kind, state }];
  });
}
