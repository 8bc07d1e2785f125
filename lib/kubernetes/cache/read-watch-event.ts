import { fieldsOf, ownText } from "../kinds/read-fields.ts";

/** The mark on the bookmark that ends the initial events of a watch-list (KEP-3157). */
const INITIAL_EVENTS_END = "k8s.io/initial-events-end";

/** The opaque resource version of an object or a list. */
export function resourceVersionOf(object: unknown): string | undefined {
  return ownText(fieldsOf(fieldsOf(object).metadata), "resourceVersion");
}

export function isInitialEventsEnd(object: unknown): boolean {
  const annotations = fieldsOf(fieldsOf(fieldsOf(object).metadata).annotations);
  return ownText(annotations, INITIAL_EVENTS_END) === "true";
}
