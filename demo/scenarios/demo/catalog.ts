import type { AppSpec } from "../kit/app.ts";
import type { CatalogApp, ClusterSlug } from "./catalog/catalog-app.ts";
import { DATA } from "./catalog/data.ts";
import { MEDIA } from "./catalog/media.ts";
import { PAYMENTS } from "./catalog/payments.ts";
import { PLATFORM } from "./catalog/platform.ts";
import { SEARCH } from "./catalog/search.ts";

/** Everything the demo's five teams run. */
export const CATALOG: readonly CatalogApp[] = [...PAYMENTS, ...SEARCH, ...MEDIA, ...DATA, ...PLATFORM];

/** The catalog's applications on one cluster, with their version and size there. */
export function appsOn(slug: ClusterSlug): (CatalogApp & AppSpec)[] {
  return CATALOG.flatMap((entry) => {
    const placed = entry.on[slug];
    return placed ? [{ ...entry, version: placed[0], replicas: placed[1] }] : [];
  });
}
