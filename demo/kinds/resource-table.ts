import type { Store } from "../store/store.ts";
import type { CustomResourceDefinition } from "../types/policy.ts";
import { builtInResources } from "./built-in-resources.ts";
import { apiVersionOf, type ResourceInfo } from "./resource-info.ts";

const CRD_KEY = "customresourcedefinitions.apiextensions.k8s.io";

/** The order in which a client should prefer groups; as the real aggregator, core first, then by priority. */
const GROUP_ORDER = [
  "",
  "events.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "apps",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "storage.k8s.io",
  "apiextensions.k8s.io",
  "scheduling.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
];

/** All resources a cluster serves: the built-in ones and those its CustomResourceDefinitions define. */
export class ResourceTable {
  readonly #store: Store;
  readonly #builtIn: ResourceInfo[];
  #all: ResourceInfo[] | undefined;
  #byPath = new Map<string, ResourceInfo>();
  #byKey = new Map<string, ResourceInfo>();

  constructor(store: Store, options: { metrics: boolean }) {
    this.#store = store;
    this.#builtIn = builtInResources(options);
    store.subscribe(() => {
      this.#all = undefined;
    }, CRD_KEY);
  }

  all(): ResourceInfo[] {
    if (this.#all) return this.#all;
    const custom = this.#store.list(CRD_KEY).flatMap((object) => customResources(object as CustomResourceDefinition));
    this.#all = [...this.#builtIn, ...custom].sort((a, b) => rank(a.group) - rank(b.group) || order(a.group, b.group));
    this.#byPath = new Map(this.#all.map((info) => [pathKey(info.group, info.version, info.resource), info]));
    this.#byKey = new Map(this.#all.toReversed().map((info) => [info.key, info]));
    return this.#all;
  }

  find(group: string, version: string, resource: string): ResourceInfo | undefined {
    this.all();
    return this.#byPath.get(pathKey(group, version, resource));
  }

  /** The preferred version of a resource by its store key. Throws when it is not served. */
  byKey(key: string): ResourceInfo {
    this.all();
    const info = this.#byKey.get(key);
    if (!info) throw new Error(`no resource ${key}`);
    return info;
  }

  byKind(apiVersion: string, kind: string): ResourceInfo | undefined {
    return this.all().find((info) => info.kind === kind && apiVersionOf(info) === apiVersion);
  }

  groups(): string[] {
    return [...new Set(this.all().map(({ group }) => group))];
  }

  versions(group: string): string[] {
    return [
      ...new Set(
        this.all()
          .filter((info) => info.group === group)
          .map(({ version }) => version),
      ),
    ];
  }

  inVersion(group: string, version: string): ResourceInfo[] {
    return this.all().filter((info) => info.group === group && info.version === version);
  }
}

const pathKey = (group: string, version: string, resource: string): string => `${group}/${version}/${resource}`;
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rank(group: string): number {
  const index = GROUP_ORDER.indexOf(group);
  return index < 0 ? GROUP_ORDER.length : index;
}

function customResources(crd: CustomResourceDefinition): ResourceInfo[] {
  const { group, names, scope, versions } = crd.spec;
  return versions
    .filter(({ served }) => served)
    .map((version) => ({
      group,
      version: version.name,
      resource: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      kind: names.kind,
      namespaced: scope === "Namespaced",
      verbs: ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      subresources: Object.keys(version.subresources ?? {}),
      key: `${names.plural}.${group}`,
      columns: version.additionalPrinterColumns ?? [],
      custom: true,
    }));
}
