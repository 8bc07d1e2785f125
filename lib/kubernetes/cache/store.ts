import type { NamespaceFilter } from "../types/fleet.ts";
import type { RowMeta } from "../types/rows.ts";
import { Generation, type RowKeys } from "./generation.ts";
import { rowEqual } from "./row-equal.ts";

/** The scope of a cluster-wide watch; every other scope is the name of a namespace. */
export const WHOLE_CLUSTER = "*";

/** See `KindDefinition.carry`. */
type Carry<Row> = (before: Row, next: Row) => Row;

/** Called with the namespaces whose rows changed. */
export type ChangeListener = (namespaces: ReadonlySet<string>) => void;

/** Builds a new generation beside the one that is read, and swaps it in when it is complete. */
export type GenerationWriter<Row extends RowMeta> = {
  put(row: Row): void;
  commit(): void;
};

/**
 * The rows of one kind in one cluster: one generation per watched scope (the whole cluster, or each granted
 * namespace). Readers see a generation only once its list is complete, so a relist is never visible as a gap.
 */
export class KindStore<Row extends RowMeta> {
  readonly #scopes = new Map<string, Generation<Row>>();
  readonly #keys: RowKeys<Row>;
  readonly #onChange: ChangeListener;
  readonly #carry: Carry<Row> | undefined;
  #revision = 0;

  constructor(keys: RowKeys<Row>, onChange: ChangeListener, carry?: Carry<Row>) {
    this.#keys = keys;
    this.#onChange = onChange;
    this.#carry = carry;
  }

  get revision(): number {
    return this.#revision;
  }

  get count(): number {
    let sum = 0;
    for (const generation of this.#scopes.values()) sum += generation.count;
    return sum;
  }

  countIn(filter: NamespaceFilter): number {
    let sum = 0;
    for (const generation of this.#scopes.values())
      for (const [namespace, names] of generation.namespaces()) if (filter.has(namespace)) sum += names.size;
    return sum;
  }

  rows(filter: NamespaceFilter): Row[] {
    const rows: Row[] = [];
    for (const generation of this.#scopes.values())
      for (const [namespace, names] of generation.namespaces())
        if (filter.all || filter.has(namespace)) for (const row of names.values()) rows.push(row);
    return rows;
  }

  get(namespace: string, name: string): Row | undefined {
    return (this.#scopes.get(WHOLE_CLUSTER) ?? this.#scopes.get(namespace))?.get(namespace, name);
  }

  ownedBy(uid: string): Row[] {
    return this.#collect((generation) => generation.ownedBy(uid));
  }

  onNode(node: string): Row[] {
    return this.#collect((generation) => generation.onNode(node));
  }

  /** One watch event of a scope that has a generation. An unchanged row keeps its identity and the revision. */
  put(scope: string, row: Row): void {
    const generation = this.#scopes.get(scope);
    if (!generation) return;
    const known = generation.get(row.namespace, row.name);
    const next = this.#carried(known, row);
    if (next === known) return;
    generation.put(next);
    this.#changed(new Set([row.namespace]));
  }

  remove(scope: string, namespace: string, name: string): void {
    if (this.#scopes.get(scope)?.remove(namespace, name)) this.#changed(new Set([namespace]));
  }

  /** Starts a new generation of a scope; rows that did not change are taken over from the old one. */
  begin(scope: string): GenerationWriter<Row> {
    const next = new Generation<Row>(this.#keys);
    return {
      put: (row) => {
        next.put(this.#carried(this.#current(scope, row.namespace)?.get(row.namespace, row.name), row));
      },
      commit: () => this.#swap(scope, next),
    };
  }

  /** Forgets the rows of a scope: it is no longer allowed or wanted. */
  drop(scope: string): void {
    const generation = this.#scopes.get(scope);
    if (!generation) return;
    this.#scopes.delete(scope);
    if (generation.count > 0) this.#changed(new Set(generation.namespaces().keys()));
  }

  clear(): void {
    for (const scope of [...this.#scopes.keys()]) this.drop(scope);
  }

  #swap(scope: string, next: Generation<Row>): void {
    const before = this.#merged(scope);
    if (scope === WHOLE_CLUSTER) this.#scopes.clear();
    this.#scopes.set(scope, next);
    const changed = differingNamespaces(before, next.namespaces());
    if (changed.size > 0) this.#changed(changed);
  }

  /** What a reader saw of the scope until now. A cluster-wide list replaces the lists of single namespaces. */
  #merged(scope: string): ReadonlyMap<string, ReadonlyMap<string, Row>> {
    const own = this.#scopes.get(scope);
    if (own || scope !== WHOLE_CLUSTER) return own?.namespaces() ?? new Map();
    return new Map([...this.#scopes.values()].flatMap((generation) => [...generation.namespaces()]));
  }

  #current(scope: string, namespace: string): Generation<Row> | undefined {
    return this.#scopes.get(scope) ?? this.#scopes.get(namespace) ?? this.#scopes.get(WHOLE_CLUSTER);
  }

  #collect(pick: (generation: Generation<Row>) => Row[]): Row[] {
    const [first, second] = this.#scopes.values();
    if (first && !second) return pick(first);
    return [...this.#scopes.values()].flatMap(pick);
  }

  /** The known row when the new one says the same, else the new one with what it takes over. */
  #carried(known: Row | undefined, row: Row): Row {
    if (!known) return row;
    const next = this.#carry ? this.#carry(known, row) : row;
    return rowEqual(known, next) ? known : next;
  }

  #changed(namespaces: ReadonlySet<string>): void {
    this.#revision++;
    this.#onChange(namespaces);
  }
}

/** Unchanged rows are the same objects in both, so identity tells. */
function differingNamespaces<Row>(
  before: ReadonlyMap<string, ReadonlyMap<string, Row>>,
  after: ReadonlyMap<string, ReadonlyMap<string, Row>>,
): Set<string> {
  const changed = new Set<string>();
  for (const namespace of before.keys()) if (!after.has(namespace)) changed.add(namespace);
  for (const [namespace, rows] of after) {
    const old = before.get(namespace);
    if (old?.size !== rows.size) changed.add(namespace);
    else for (const [name, row] of rows) if (old.get(name) !== row) changed.add(namespace);
  }
  return changed;
}
