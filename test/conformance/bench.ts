import { randomBytes } from "node:crypto";
import { systemClock } from "#lib/core/clock";
import { silentLog } from "#lib/core/log";
import { createObject } from "#lib/kubernetes/api/create-object";
import { getObject } from "#lib/kubernetes/api/get-object";
import { listPages } from "#lib/kubernetes/api/list-pages";
import { openConnection } from "#lib/kubernetes/connection/open-connection";
import { parseKubeconfig } from "#lib/kubernetes/kubeconfig/parse-kubeconfig";
import type { ClusterConnection, Impersonation } from "#lib/kubernetes/types/connection";
import type { ClusterTarget } from "#lib/kubernetes/types/target";
import { waitUntil } from "../control-plane/wait-until.ts";
import type { Target } from "./target.ts";

export const ADDRESS_POLICY = { allowLoopback: true, allowPrivate: false, refused: [] };

/** An object as the API sends it, as far as the suite looks at it. */
export type KubeObject = {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    generation?: number;
    creationTimestamp: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: { kind: string; name: string; uid: string; controller?: boolean }[];
    managedFields?: { manager: string; operation: string; subresource?: string }[];
  };
  // biome-ignore lint/suspicious/noExplicitAny: the suite looks into objects of many kinds
  [field: string]: any;
};

/** One cluster under test: connections of the product's own client and namespaces to work in. */
export class Bench {
  readonly target: Target;
  /** In `system:masters`. */
  readonly admin: ClusterConnection;
  /** The portal's own credential: reads everything, writes only as somebody else. */
  readonly portal: ClusterConnection;
  readonly #open: ClusterConnection[] = [];

  constructor(target: Target) {
    this.target = target;
    this.admin = this.connect(target.adminKubeconfig);
    this.portal = this.connect(target.kubeconfig);
  }

  /** Connects as a kubeconfig says, through the portal's strict parser. */
  connect(kubeconfig: string): ClusterConnection {
    return this.open(clusterTarget(kubeconfig));
  }

  open(target: ClusterTarget): ClusterConnection {
    const deps = { clock: systemClock, random: () => 0.5, log: silentLog, addressPolicy: ADDRESS_POLICY };
    const connection = openConnection(target, deps);
    this.#open.push(connection);
    return connection;
  }

  /** A new namespace that can run pods. */
  async namespace(): Promise<string> {
    const name = `c-${randomBytes(4).toString("hex")}`;
    const path = { group: "", version: "v1", resource: "namespaces" };
    await createObject(this.admin, path, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
    const account = { group: "", version: "v1", resource: "serviceaccounts", namespace: name, name: "default" };
    await waitUntil(`the service account of ${name}`, () => getObject<KubeObject>(this.admin, account));
    return name;
  }

  create(object: object): Promise<KubeObject> {
    return createObject<KubeObject>(this.admin, collectionOf(object as KubeObject), object);
  }

  get(kind: string, namespace: string, name: string, as?: Impersonation): Promise<KubeObject> {
    return getObject<KubeObject>(this.admin, { ...pathOf(kind, namespace), name }, { impersonate: as });
  }

  /** Every object of a kind, in a namespace or everywhere. */
  async list(kind: string, namespace?: string, query: Record<string, string> = {}): Promise<KubeObject[]> {
    const found: KubeObject[] = [];
    for await (const page of listPages<KubeObject>(this.admin, { path: urlOf(kind, namespace), query })) {
      found.push(...page.items);
    }
    return found;
  }

  async close(): Promise<void> {
    for (const connection of this.#open.splice(0)) await connection.close();
  }
}

/** The first context of a kubeconfig, as the inventory would hold it. */
export function clusterTarget(kubeconfig: string): ClusterTarget {
  const [context] = parseKubeconfig(kubeconfig, { clock: systemClock, addressPolicy: ADDRESS_POLICY }).contexts;
  if (!context) throw new Error("the kubeconfig was refused");
  const { server, ca, credential, name } = context;
  return { id: name, slug: name, server, ca, credential };
}

const GROUPS: Record<string, string> = {
  deployments: "apps/v1",
  replicasets: "apps/v1",
  statefulsets: "apps/v1",
  daemonsets: "apps/v1",
  jobs: "batch/v1",
  roles: "rbac.authorization.k8s.io/v1",
  rolebindings: "rbac.authorization.k8s.io/v1",
};

/** Group, version and plural of a kind in a namespace. */
export function pathOf(resource: string, namespace?: string) {
  const [first = "v1", second] = (GROUPS[resource] ?? "v1").split("/");
  const [group, version] = second === undefined ? ["", first] : [first, second];
  return { group, version, resource, ...(namespace === undefined ? {} : { namespace }) };
}

/** The same as a URL path. */
export function urlOf(resource: string, namespace?: string): string {
  const { group, version } = pathOf(resource);
  const base = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${base}${namespace === undefined ? "" : `/namespaces/${namespace}`}/${resource}`;
}

function collectionOf({ kind = "", metadata }: KubeObject) {
  return pathOf(`${kind.toLowerCase()}s`, metadata.namespace);
}
