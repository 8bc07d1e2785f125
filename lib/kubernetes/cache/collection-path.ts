import type { KindDefinition } from "../kinds/kind-definition.ts";
import type { CachedKind } from "../types/rows.ts";

/** Namespace names are DNS labels; anything else could reach another path. */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** API path of a kind's collection, in one namespace or in the whole cluster. */
export function collectionPath(kind: KindDefinition<CachedKind>, namespace: string | undefined): string {
  const root = kind.group === "" ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  if (namespace === undefined) return `${root}/${kind.resource}`;
  if (!NAMESPACE.test(namespace)) throw new RangeError("Not a namespace name.");
  return `${root}/namespaces/${namespace}/${kind.resource}`;
}
