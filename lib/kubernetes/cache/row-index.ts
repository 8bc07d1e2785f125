/** Beyond this many rows under one key a Set pays for itself. */
const LARGEST_ARRAY = 32;

type Bucket<Row extends object> = Row | Row[] | Set<Row>;

/**
 * Rows by a key that several share. Most owners have one to three pods, so a bucket starts as the row itself, grows
 * into an array and only then into a Set: a Set per owner would cost more than the rows.
 */
export class RowIndex<Row extends object> {
  readonly #buckets = new Map<string, Bucket<Row>>();

  add(key: string, row: Row): void {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, row);
    else if (bucket instanceof Set) bucket.add(row);
    else if (!Array.isArray(bucket)) this.#buckets.set(key, [bucket, row]);
    // Copied, not pushed: an array that grows keeps room for sixteen more, and most owners have three pods.
    else if (bucket.length < LARGEST_ARRAY) this.#buckets.set(key, [...bucket, row]);
    else this.#buckets.set(key, new Set(bucket).add(row));
  }

  remove(key: string, row: Row): void {
    const bucket = this.#buckets.get(key);
    if (bucket === row) this.#buckets.delete(key);
    else if (bucket instanceof Set) {
      bucket.delete(row);
      if (bucket.size === 0) this.#buckets.delete(key);
    } else if (Array.isArray(bucket)) {
      const at = bucket.indexOf(row);
      if (at < 0) return;
      const last = bucket.pop();
      if (last && at < bucket.length) bucket[at] = last;
      if (bucket.length === 0) this.#buckets.delete(key);
    }
  }

  /** A new array; the caller may keep it. */
  get(key: string): Row[] {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return [];
    if (bucket instanceof Set) return [...bucket];
    return Array.isArray(bucket) ? bucket.slice() : [bucket];
  }

  get keys(): number {
    return this.#buckets.size;
  }
}
