import type { Change } from "./change.ts";

/** The last changes of one resource. What is older than `floor` is compacted: watches from there get 410. */
export class History {
  readonly #limit: number;
  #changes: Change[] = [];
  #floor = 0;

  constructor(limit: number, floor: number) {
    this.#limit = limit;
    this.#floor = floor;
  }

  get floor(): number {
    return this.#floor;
  }

  push(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length > this.#limit * 1.25) this.#trim(this.#changes.length - this.#limit);
  }

  compact(revision: number): void {
    this.#changes = this.#changes.filter((change) => change.revision > revision);
    this.#floor = Math.max(this.#floor, revision);
  }

  /** Lets go of the changes up to `revision`; a resource without any keeps its floor. */
  forget(revision: number): void {
    const count = this.#changes.findIndex((change) => change.revision > revision);
    this.#trim(count < 0 ? this.#changes.length : count);
  }

  /** Changes after `revision`, or undefined when they are compacted. */
  since(revision: number): Change[] | undefined {
    if (revision < this.#floor) return undefined;
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle] as Change).revision <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#changes.slice(low);
  }

  #trim(count: number): void {
    const removed = this.#changes.splice(0, count);
    this.#floor = removed.at(-1)?.revision ?? this.#floor;
  }
}
