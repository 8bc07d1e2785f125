import { isDict } from "../util/json.ts";

/**
 * Lists that are merged by key instead of being replaced: for server-side apply all keys of an item, for strategic
 * merge patches the first. From the `x-kubernetes-list-map-keys` and `patchMergeKey` of the published OpenAPI.
 */
const LIST_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  env: ["name"],
  volumes: ["name"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
  imagePullSecrets: ["name"],
  secrets: ["name"],
  hostAliases: ["ip"],
  topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
  conditions: ["type"],
  ownerReferences: ["uid"],
  addresses: ["type"],
  resourceClaims: ["name"],
  podIPs: ["ip"],
};

const PORTS_OF_CONTAINER = ["containerPort", "protocol"] as const;
const PORTS_OF_SERVICE = ["port", "protocol"] as const;

/** The keys of a list field's items, or undefined when the list is atomic. */
export function listKeys(field: string, items: readonly unknown[]): readonly string[] | undefined {
  if (field === "ports") {
    const first = items.find(isDict);
    if (first && "containerPort" in first) return PORTS_OF_CONTAINER;
    return first && "port" in first ? PORTS_OF_SERVICE : undefined;
  }
  if (!Object.hasOwn(LIST_KEYS, field)) return undefined;
  return items.every(isDict) ? LIST_KEYS[field] : undefined;
}

/** Lists of plain values that are merged as sets. */
export function isSetList(field: string): boolean {
  return field === "finalizers";
}

const KEY_DEFAULTS: Readonly<Record<string, unknown>> = { protocol: "TCP" };

/** The value of an item's key, with the default of the API where it is absent. */
export function keyValue(item: Readonly<Record<string, unknown>>, key: string): unknown {
  return item[key] ?? KEY_DEFAULTS[key];
}
