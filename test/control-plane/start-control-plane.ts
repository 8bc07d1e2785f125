import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiServer } from "./api-server.ts";
import { compactEtcd } from "./compact-etcd.ts";
import {
  apiServerFlags,
  controllerManagerFlags,
  etcdFlags,
  kwokFlags,
  type Ports,
  schedulerFlags,
} from "./component-flags.ts";
import { createNodes } from "./create-nodes.ts";
import { type ControlPlanePki, createPki } from "./create-pki.ts";
import type { Binaries } from "./find-binaries.ts";
import { freePorts } from "./free-ports.ts";
import { kubeletStages } from "./kubelet-stages.ts";
import { createPortalIdentity } from "./portal-identity.ts";
import { ProcessGroup } from "./process-group.ts";
import { type Kubectl, kubectlFor } from "./run-kubectl.ts";
import { waitUntil } from "./wait-until.ts";

export type ControlPlaneOptions = {
  readonly name: string;
  /** How many kwok nodes; default 2. */
  readonly nodes?: number;
  readonly binaries: Binaries;
};

export type ControlPlane = {
  readonly name: string;
  /** https URL; the port stays the same over stop and start of the API server. */
  readonly server: string;
  /** PEM. */
  readonly ca: string;
  /** The portal's bearer token. */
  readonly token: string;
  /** Kubeconfig (YAML) of the portal's service account. */
  readonly kubeconfig: string;
  /** Kubeconfig (YAML) in `system:masters`. */
  readonly adminKubeconfig: string;
  /** The folder of its files, removed at the end. */
  readonly dir: string;
  /** Runs kubectl as administrator. Fails with the last words of a part that has ended by itself. */
  readonly kubectl: Kubectl;
  /**
   * Makes the cluster forget the past: watches and pages from before get 410. The API server keeps its own past in
   * memory, therefore it is restarted.
   */
  compact(): Promise<void>;
  /** Ends the API server as a crash would; the objects live on in etcd. */
  stopApiServer(): Promise<void>;
  /** On its own port again, or on another one where nobody looks for it. */
  startApiServer(port?: number): Promise<void>;
  /** @throws Error with the last words of each part that has ended by itself */
  expectAlive(): void;
  stop(): Promise<void>;
};

/**
 * Starts etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kwok on loopback, with ready nodes and the
 * portal's service account.
 * @throws Error with the last lines of the part that did not start; nothing is left running then
 */
export async function startControlPlane({ name, nodes = 2, binaries }: ControlPlaneOptions): Promise<ControlPlane> {
  const dir = await mkdtemp(join(tmpdir(), "wheelhouse-control-plane-"));
  const group = new ProcessGroup(dir);
  try {
    return await assemble({ name, nodes, binaries, dir, group });
  } catch (error) {
    await group.stop();
    throw error;
  }
}

type Assembly = Required<ControlPlaneOptions> & { readonly dir: string; readonly group: ProcessGroup };

async function assemble({ name, nodes, binaries, dir, group }: Assembly): Promise<ControlPlane> {
  const ports = await choosePorts();
  const server = `https://127.0.0.1:${ports.apiServer}`;
  const pki = await createPki(join(dir, "pki"), name, server);
  const run = kubectlFor(binaries.kubectl, dir, pki.files.adminKubeconfig);
  const kubectl: Kubectl = async (args, options) => {
    group.expectAlive();
    return await run(args, options);
  };
  group.start("etcd", binaries.etcd, etcdFlags(dir, ports));
  const apiServer = new ApiServer({
    group,
    program: binaries.apiServer,
    flags: apiServerFlags(dir, ports, pki),
    kubectl,
  });
  await apiServer.start();
  await startControllers({ group, binaries, dir, ports, pki });
  const identity = await createPortalIdentity({ name, server, ca: pki.ca, kubectl });
  await createNodes(kubectl, nodes);
  await untilUsable(kubectl);
  return {
    name,
    server,
    ca: pki.ca,
    ...identity,
    adminKubeconfig: pki.adminKubeconfig,
    dir,
    kubectl,
    compact: async () => {
      await apiServer.stop();
      await compactEtcd(ports.etcd);
      await apiServer.start();
    },
    stopApiServer: () => apiServer.stop(),
    startApiServer: (port) => apiServer.start(port),
    expectAlive: () => group.expectAlive(),
    stop: () => group.stop(),
  };
}

async function choosePorts(): Promise<Ports> {
  const [etcd = 0, etcdPeer = 0, apiServer = 0, controllerManager = 0, scheduler = 0, kwok = 0] = await freePorts(6);
  return { etcd, etcdPeer, apiServer, controllerManager, scheduler, kwok };
}

type Controllers = Pick<Assembly, "group" | "binaries" | "dir"> & { ports: Ports; pki: ControlPlanePki };

async function startControllers({ group, binaries, dir, ports, pki }: Controllers): Promise<void> {
  const stages = join(dir, "stages.yaml");
  await writeFile(stages, kubeletStages());
  group.start("controller-manager", binaries.controllerManager, controllerManagerFlags(dir, ports, pki));
  group.start("scheduler", binaries.scheduler, schedulerFlags(dir, ports, pki));
  group.start("kwok", binaries.kwok, kwokFlags(stages, ports, pki));
}

/** Every node is ready and the default namespace can run pods. */
async function untilUsable(kubectl: Kubectl): Promise<void> {
  await waitUntil("the nodes to be ready", async () => {
    const waited = await kubectl(["wait", "node", "--all", "--for=condition=Ready", "--timeout=20s"]);
    return waited.code === 0;
  });
  await waitUntil("the default service account", async () => {
    return (await kubectl(["get", "serviceaccount", "default"])).code === 0;
  });
}
