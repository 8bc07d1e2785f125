import { fieldsOf, listOf, timeOf } from "./read-fields.ts";

/**
 * When the pod template of an object was last written, in epoch seconds: the newest of its managed fields' times.
 * Scaling and status do not count. Later than the template's last change when the same tool has written something else
 * since; a write that only takes fields away leaves no time. `undefined` when the cluster does not say.
 */
export function readWrittenAt(object: unknown): number | undefined {
  const { managedFields } = fieldsOf(fieldsOf(object).metadata);
  const times = listOf(managedFields)
    .map(fieldsOf)
    .filter(({ subresource, fieldsV1 }) => !subresource && "f:template" in fieldsOf(fieldsOf(fieldsV1)["f:spec"]))
    .map(({ time }) => timeOf(time))
    .filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}
