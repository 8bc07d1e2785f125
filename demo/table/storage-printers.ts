import type { KubeObject } from "../types/object.ts";
import { at, dict, list, text } from "../util/json.ts";
import { ageOf } from "./cells.ts";
import type { Cell, Printer } from "./printer.ts";

const shortModes: Record<string, string> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};
const modes = (value: unknown): string =>
  list(value)
    .map((mode) => shortModes[String(mode)] ?? String(mode))
    .join(",");

function volumeClaim(object: KubeObject, now: number): Cell[] {
  const phase = object.metadata.deletionTimestamp ? "Terminating" : text(at(object, "status.phase"));
  return [
    phase,
    text(at(object, "spec.volumeName")),
    text(at(object, "status.capacity.storage")),
    modes(at(object, "status.accessModes")),
    text(at(object, "spec.storageClassName")),
    "<unset>",
    ageOf(object, now),
    text(at(object, "spec.volumeMode")),
  ];
}

function volume(object: KubeObject, now: number): Cell[] {
  const claim = dict(at(object, "spec.claimRef"));
  return [
    text(at(object, "spec.capacity.storage")),
    modes(at(object, "spec.accessModes")),
    text(at(object, "spec.persistentVolumeReclaimPolicy")),
    text(at(object, "status.phase")),
    claim.name ? `${String(claim.namespace)}/${String(claim.name)}` : "",
    text(at(object, "spec.storageClassName")),
    "<unset>",
    "",
    ageOf(object, now),
    text(at(object, "spec.volumeMode")),
  ];
}

export const STORAGE_PRINTERS: Readonly<Record<string, Printer>> = {
  persistentvolumeclaims: {
    columns: [
      ["Status", "string"],
      ["Volume", "string"],
      ["Capacity", "string"],
      ["Access Modes", "string"],
      ["StorageClass", "string"],
      ["VolumeAttributesClass", "string"],
      ["Age", "string"],
      ["VolumeMode", "string", 1],
    ],
    cells: volumeClaim,
  },
  persistentvolumes: {
    columns: [
      ["Capacity", "string"],
      ["Access Modes", "string"],
      ["Reclaim Policy", "string"],
      ["Status", "string"],
      ["Claim", "string"],
      ["StorageClass", "string"],
      ["VolumeAttributesClass", "string"],
      ["Reason", "string"],
      ["Age", "string"],
      ["VolumeMode", "string", 1],
    ],
    cells: volume,
  },
  "storageclasses.storage.k8s.io": {
    columns: [
      ["Provisioner", "string"],
      ["ReclaimPolicy", "string"],
      ["VolumeBindingMode", "string"],
      ["AllowVolumeExpansion", "boolean"],
      ["Age", "string"],
    ],
    cells: (object, now) => [
      text(object.provisioner),
      text(object.reclaimPolicy),
      text(object.volumeBindingMode),
      object.allowVolumeExpansion === true,
      ageOf(object, now),
    ],
  },
};
