import type { V1Scale } from "@kubernetes/client-node";
import { badField } from "#lib/core/errors";
import type { ClusterConnection } from "../types/connection.ts";
import type { ResourcePath } from "./build-path.ts";
import type { WriteOptions } from "./call-options.ts";
import { patchObject } from "./patch-object.ts";

/**
 * Sets the replicas of a Deployment, StatefulSet, ReplicaSet or any kind with a scale subresource.
 * @throws bad_input when the count is not a whole number from 0 on; KubeError
 */
export function setScale(
  connection: ClusterConnection,
  path: Omit<ResourcePath, "subresource"> & { readonly name: string },
  replicas: number,
  options: WriteOptions = {},
): Promise<V1Scale> {
  if (!Number.isInteger(replicas) || replicas < 0 || replicas > 2 ** 31 - 1) {
    throw badField("replicas", "must be a whole number from 0 on", "3");
  }
  const patch = { spec: { replicas } };
  return patchObject(connection, { ...path, subresource: "scale" }, { type: "merge", patch }, options);
}
