import type { KubeObject } from "../types/object.ts";

/** One write to the store. A deletion's object carries the revision of the deletion. */
export type Change = {
  type: "ADDED" | "MODIFIED" | "DELETED";
  revision: number;
  resource: string;
  object: KubeObject;
  previous: KubeObject | undefined;
};

/** Where an object lies inside its resource; its order is that of etcd's keys. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

export function keyOf(object: KubeObject): string {
  return objectKey(object.metadata.namespace, object.metadata.name);
}
