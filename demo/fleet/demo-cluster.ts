import type { DemoClock } from "../clock/hand-clock.ts";
import { WarpClock } from "../clock/warp-clock.ts";
import { startControllers } from "../controllers/start-controllers.ts";
import type { Fault, FaultKind } from "../faults/fault.ts";
import { ResourceTable } from "../kinds/resource-table.ts";
import { clusterPki } from "../pki/cluster-pki.ts";
import { kubeconfigOf } from "../pki/kubeconfig.ts";
import { issueToken } from "../pki/service-account-token.ts";
import { lazyMessageTable } from "../protobuf/message-table.ts";
import { seededRandom } from "../random/seeded-random.ts";
import type { ClusterState } from "../registry/cluster-state.ts";
import { type Writer, writerFor } from "../registry/writer.ts";
import { ApiServer } from "../server/api-server.ts";
import type { ServerContext } from "../server/context.ts";
import { Encoder } from "../server/encode.ts";
import { Store } from "../store/store.ts";
import { bootstrapCluster } from "./bootstrap-cluster.ts";
import { createPortalIdentity, grantPortalNamespace, PORTAL_ACCOUNT, PORTAL_NAMESPACE } from "./portal-identity.ts";
import type { ClusterSpec, ScenarioCluster } from "./scenario.ts";

const DEFAULT_VERSION = "v1.36.3";
const TOKEN_DAYS = 90;

export type DemoCluster = {
  slug: string;
  /** https URL; the port stays the same over stop and start. */
  server: string;
  /** PEM. */
  ca: string;
  /** The portal's bearer token. */
  token: string;
  /** Kubeconfig (YAML) of the portal's service account. */
  kubeconfig: string;
  /** Kubeconfig (YAML) with a client certificate in `system:masters`. */
  adminKubeconfig: string;
  store: Store;
  clock: DemoClock;
  /** Writes objects in process, through admission, as `demo`. */
  writer: Writer;
  setFault(fault: Fault): Promise<void>;
  clearFault(kind?: FaultKind): Promise<void>;
  faults(): Fault[];
  listening(): boolean;
  /** Stops listening and drops connections; the objects live on. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Forgets the history: watches and pages from before get 410. */
  compact(): void;
  emitGoaway(): void;
  /** Ends the cluster for good. */
  close(): Promise<void>;
};

export type DemoClusterOptions = {
  spec: ClusterSpec;
  seed: string;
  clock: DemoClock;
  dir: string | undefined;
  port: number;
};

/** Builds one simulated cluster with its past and starts to serve it. */
export async function startDemoCluster({
  spec,
  seed,
  clock: base,
  dir,
  port,
}: DemoClusterOptions): Promise<DemoCluster> {
  const pki = await clusterPki(spec.slug, dir);
  const clock = new WarpClock(base, base.now() - (spec.historyMs ?? 0));
  const store = new Store();
  const clusterSeed = `${seed}/${spec.slug}`;
  const resources = new ResourceTable(store, { metrics: spec.metrics ?? true });
  const state: ClusterState = {
    slug: spec.slug,
    clock,
    random: seededRandom(clusterSeed),
    store,
    resources,
    usage: new WeakMap(),
    bookFields: { on: false },
  };
  const context: ServerContext = {
    ...state,
    encoder: new Encoder(),
    version: spec.version ?? DEFAULT_VERSION,
    tokenKey: pki.tokenKey,
    expiredWatch: "event",
    seed: clusterSeed,
    messages: lazyMessageTable(),
  };
  const server = new ApiServer({ context, pki, port, relay: spec.relay ?? true, tokens: new Map() });
  const account = populate(state, clock, base.now(), spec, server);
  clock.runTo(base.now());
  clock.follow();
  state.bookFields.on = true;
  keepRecentHistory(store, clock);
  await server.start();
  const issuedAt = Math.floor(base.now() / 1000);
  const identity = { namespace: PORTAL_NAMESPACE, name: PORTAL_ACCOUNT, uid: account.metadata.uid };
  const token = issueToken(pki.tokenKey, identity, { issuedAt, expiresAt: issuedAt + TOKEN_DAYS * 86_400 });
  const entry = { name: spec.slug, server: server.url, ca: pki.ca };
  return {
    slug: spec.slug,
    server: server.url,
    ca: pki.ca,
    token,
    kubeconfig: kubeconfigOf([{ ...entry, credential: { token } }]),
    adminKubeconfig: kubeconfigOf([{ ...entry, credential: pki.admin }]),
    store,
    clock,
    writer: writerFor(state, "demo"),
    ...controls(server, store, clock),
  };
}

/** How long changes can be watched from; older ones are let go of, as etcd is compacted every five minutes. */
const HISTORY_MS = 5 * 60_000;

function keepRecentHistory(store: Store, clock: WarpClock, until = store.revision): void {
  clock.after(HISTORY_MS, () => {
    store.forget(until);
    keepRecentHistory(store, clock);
  });
}

type Controls = Pick<
  DemoCluster,
  "setFault" | "clearFault" | "faults" | "listening" | "stop" | "start" | "compact" | "emitGoaway" | "close"
>;

function controls(server: ApiServer, store: Store, clock: WarpClock): Controls {
  return {
    setFault: (fault) => server.setFault(fault),
    clearFault: (kind) => server.clearFault(kind),
    faults: () => server.faults,
    listening: () => server.listening,
    stop: () => server.stop(),
    start: () => server.start(),
    compact: () => store.compact(),
    emitGoaway: () => server.goaway(),
    close: async () => {
      clock.stop();
      await server.close();
    },
  };
}

function populate(state: ClusterState, clock: WarpClock, start: number, spec: ClusterSpec, server: ApiServer) {
  bootstrapCluster(state);
  if (spec.controllers ?? true) startControllers(state, { start, version: spec.version ?? DEFAULT_VERSION });
  const writer = writerFor(state, "argocd-controller");
  const account = createPortalIdentity(writer, spec.onlyNamespaces);
  spec.populate(scenarioCluster(state, clock, start, writer, server));
  for (const namespace of spec.onlyNamespaces ?? []) grantPortalNamespace(writer, namespace);
  return account;
}

function scenarioCluster(
  state: ClusterState,
  clock: WarpClock,
  start: number,
  writer: Writer,
  server: ApiServer,
): ScenarioCluster {
  const before = (ageMs: number, fn: () => void): void => {
    clock.after(start - ageMs - clock.now(), fn);
  };
  return {
    slug: state.slug,
    state,
    clock,
    random: state.random.fork("scenario"),
    writer,
    start,
    before,
    every: (periodMs, fn) => {
      const again = (): void => {
        fn();
        clock.after(periodMs, again);
      };
      before(-periodMs, again);
    },
    setFault: (fault) => void server.setFault(fault),
    clearFault: (kind) => void server.clearFault(kind),
  };
}
