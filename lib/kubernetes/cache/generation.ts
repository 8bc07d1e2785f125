import type { RowMeta } from "../types/rows.ts";
import { RowIndex } from "./row-index.ts";

/** Which further keys a kind's rows are found by. */
export type RowKeys<Row> = {
  readonly owner: (row: Row) => string | undefined;
  readonly node: (row: Row) => string | undefined;
};

/** The rows of one list and the watch that follows it, with their indexes. Every change is O(1). */
export class Generation<Row extends RowMeta> {
  readonly #namespaces = new Map<string, Map<string, Row>>();
  readonly #owners = new RowIndex<Row>();
  readonly #nodes = new RowIndex<Row>();
  readonly #keys: RowKeys<Row>;
  #count = 0;

  constructor(keys: RowKeys<Row>) {
    this.#keys = keys;
  }

  get count(): number {
    return this.#count;
  }

  get(namespace: string, name: string): Row | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }

  put(row: Row): void {
    let names = this.#namespaces.get(row.namespace);
    if (!names) {
      names = new Map();
      this.#namespaces.set(row.namespace, names);
    }
    const previous = names.get(row.name);
    if (previous) this.#unindex(previous);
    else this.#count++;
    names.set(row.name, row);
    this.#index(row);
  }

  remove(namespace: string, name: string): boolean {
    const names = this.#namespaces.get(namespace);
    const row = names?.get(name);
    if (!names || !row) return false;
    names.delete(name);
    if (names.size === 0) this.#namespaces.delete(namespace);
    this.#unindex(row);
    this.#count--;
    return true;
  }

  ownedBy(uid: string): Row[] {
    return this.#owners.get(uid);
  }

  onNode(node: string): Row[] {
    return this.#nodes.get(node);
  }

  /** Rows by namespace and name; not to be changed by the caller. */
  namespaces(): ReadonlyMap<string, ReadonlyMap<string, Row>> {
    return this.#namespaces;
  }

  #index(row: Row): void {
    const owner = this.#keys.owner(row);
    if (owner !== undefined) this.#owners.add(owner, row);
    const node = this.#keys.node(row);
    if (node !== undefined) this.#nodes.add(node, row);
  }

  #unindex(row: Row): void {
    const owner = this.#keys.owner(row);
    if (owner !== undefined) this.#owners.remove(owner, row);
    const node = this.#keys.node(row);
    if (node !== undefined) this.#nodes.remove(node, row);
  }
}
