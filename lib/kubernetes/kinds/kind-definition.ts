import type { CachedKind, RowByKind } from "../types/rows.ts";

/** Returns one shared copy of equal texts. */
export type Intern = (text: string) => string;

/** How one kind is addressed and what of it is kept. */
export type KindDefinition<K extends CachedKind> = {
  readonly kind: K;
  /** API group; empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural name in the URL. */
  readonly resource: string;
  readonly namespaced: boolean;
  /** Ask the server for PartialObjectMetadata only, so that values (of Secrets and ConfigMaps) never reach us. */
  readonly metadataOnly: boolean;
  /** Reduces an object to its row. `undefined` when it has no name. Never throws, whatever the object holds. */
  readonly project: (object: unknown, intern: Intern) => RowByKind[K] | undefined;
};
