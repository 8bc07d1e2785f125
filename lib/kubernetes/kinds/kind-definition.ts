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
  /** Set where the server cannot be asked to tell changes: the list is read anew this often, in milliseconds. */
  readonly pollMs?: number;
  /** Reduces an object to its row. `undefined` when it has no name. Never throws, whatever the object holds. */
  readonly project: (object: unknown, intern: Intern) => RowByKind[K] | undefined;
  /**
   * Takes over from the row of the same place what the new object no longer shows. Pure. The place may have been given
   * to another object since. A method, so that a definition of one kind fits where one of any kind is asked for.
   */
  carry?(before: RowByKind[K], next: RowByKind[K]): RowByKind[K];
};
