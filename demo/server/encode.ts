import { withFields } from "../registry/update-object.ts";
import type { KubeObject } from "../types/object.ts";

/** Encoded bodies by object; objects never change in place, so an encoding holds as long as its object. */
export class Encoder {
  readonly #completed = new WeakMap<KubeObject, KubeObject>();
  readonly #bodies = new WeakMap<KubeObject, Buffer>();

  /** The object with managed fields, also when nobody booked them while it was written. */
  complete(object: KubeObject): KubeObject {
    if (object.metadata.managedFields) return object;
    const known = this.#completed.get(object);
    if (known) return known;
    const completed = withFields(object);
    this.#completed.set(object, completed);
    return completed;
  }

  /** The JSON of an object without `kind` and `apiVersion`: the way items stand in a list. */
  item(object: KubeObject): Buffer {
    const known = this.#bodies.get(object);
    if (known) return known;
    const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
    const encoded = Buffer.from(JSON.stringify(rest));
    this.#bodies.set(object, encoded);
    return encoded;
  }

  /** The JSON of a whole object. */
  whole(object: KubeObject): Buffer {
    const head = Buffer.from(
      `{"kind":${JSON.stringify(object.kind)},"apiVersion":${JSON.stringify(object.apiVersion)},`,
    );
    return Buffer.concat([head, this.item(object).subarray(1)]);
  }
}

const COMMA = Buffer.from(",");

/** `items` joined between the head and the tail of a list. */
export function joinItems(head: string, items: readonly Buffer[], tail: string): Buffer {
  const parts: Buffer[] = [Buffer.from(head)];
  items.forEach((item, index) => {
    if (index > 0) parts.push(COMMA);
    parts.push(item);
  });
  parts.push(Buffer.from(tail));
  return Buffer.concat(parts);
}
