import { fieldsOf, listOf, timeOf } from "./read-fields.ts";

/**
 * When a field of an object's spec was last written, or anything of it, in epoch seconds: the newest of its managed
 * fields' times. Scaling and status do not count. Later than the field's last change when the same tool has written
 * something else since; a write that only takes fields away leaves no time. `undefined` when the cluster does not say.
 */
export function readWrittenAt(object: unknown, field?: "template"): number | undefined {
  const { managedFields } = fieldsOf(fieldsOf(object).metadata);
  const times = listOf(managedFields)
    .map(fieldsOf)
    .filter(({ subresource, fieldsV1 }) => {
      const { "f:spec": spec } = fieldsOf(fieldsV1);
      return !subresource && spec !== undefined && (field === undefined || `f:${field}` in fieldsOf(spec));
    })
    .map(({ time }) => timeOf(time))
    .filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}
