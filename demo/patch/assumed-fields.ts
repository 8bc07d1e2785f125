import type { KubeObject, ManagedField } from "../types/object.ts";
import { controllerManagerOf, statusManagerOf } from "./assumed-managers.ts";
import { fieldSet, toFieldsV1 } from "./field-set.ts";

const STATUS = "f:status";

/**
 * Managed fields of an object that was written while nobody kept account of them (a scenario's past): everything but
 * the status belongs to whoever creates such objects, the status to whoever reports it.
 */
export function assumedFields(object: KubeObject): ManagedField[] {
  const paths = [...fieldSet(object).keys()];
  const { apiVersion, metadata } = object;
  const base = { operation: "Update", apiVersion, time: metadata.creationTimestamp, fieldsType: "FieldsV1" } as const;
  const isStatus = (path: string): boolean => path === STATUS || path.startsWith(`${STATUS}\n`);
  const status = paths.filter(isStatus);
  return [
    { ...base, manager: controllerManagerOf(object), fieldsV1: toFieldsV1(paths.filter((path) => !isStatus(path))) },
    ...(status.length > 0
      ? [{ ...base, manager: statusManagerOf(object), fieldsV1: toFieldsV1(status), subresource: "status" }]
      : []),
  ];
}
