export type PrinterColumn = { name: string; type: string; jsonPath: string; description?: string; priority?: number };

/** What the API server knows of one resource in one version. */
export type ResourceInfo = {
  group: string;
  version: string;
  resource: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  verbs: readonly string[];
  shortNames: readonly string[];
  categories: readonly string[];
  subresources: readonly string[];
  /** The resource in the store; two versions of a resource share it. */
  key: string;
  /** Only of custom resources. */
  columns?: readonly PrinterColumn[];
  custom?: boolean;
};

export function apiVersionOf({ group, version }: { group: string; version: string }): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `pods`, `deployments.apps`: the way errors and the store name a resource. */
export function groupResource({ group, resource }: { group: string; resource: string }): string {
  return group === "" ? resource : `${resource}.${group}`;
}
