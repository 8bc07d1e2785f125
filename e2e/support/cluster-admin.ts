import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  type V1Deployment,
} from "@kubernetes/client-node";
import { currentStack, refuseElsewhere } from "./stack.ts";

/** What an administrator does to a demo cluster with kubectl, past the portal. */
export type ClusterAdmin = {
  scale(namespace: string, deployment: string, replicas: number): Promise<void>;
  setImage(namespace: string, deployment: string, image: string): Promise<void>;
  createNamespace(name: string): Promise<void>;
  deleteNamespace(name: string): Promise<void>;
  createDeployment(namespace: string, name: string, options?: { version?: string; replicas?: number }): Promise<void>;
  deletePodsOf(namespace: string, deployment: string): Promise<string[]>;
  /** Plain texts of all Secrets of a namespace. */
  secretValues(namespace: string): Promise<string[]>;
};

const MERGE = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
const STRATEGIC = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);

/** @throws when the cluster is not one of this run's demo fleet on this machine */
export function onCluster(slug: string): ClusterAdmin {
  const config = new KubeConfig();
  config.loadFromFile(currentStack().adminKubeconfigs[slug] ?? `no cluster ${slug}`);
  refuseElsewhere(config.getCurrentCluster()?.server ?? "");
  const core = config.makeApiClient(CoreV1Api);
  const apps = config.makeApiClient(AppsV1Api);
  return {
    scale: async (namespace, name, replicas) => {
      await apps.patchNamespacedDeploymentScale({ namespace, name, body: { spec: { replicas } } }, MERGE);
    },
    setImage: async (namespace, name, image) => {
      const found = await apps.readNamespacedDeployment({ namespace, name });
      const container = found.spec?.template.spec?.containers[0]?.name;
      const body = { spec: { template: { spec: { containers: [{ name: container, image }] } } } };
      await apps.patchNamespacedDeployment({ namespace, name, body }, STRATEGIC);
    },
    createNamespace: async (name) => {
      await core.createNamespace({ body: { metadata: { name } } });
    },
    deleteNamespace: async (name) => {
      await core.deleteNamespace({ name });
    },
    createDeployment: async (namespace, name, options = {}) => {
      await apps.createNamespacedDeployment({ namespace, body: deploymentOf(name, options) });
    },
    deletePodsOf: (namespace, deployment) => deletePods(core, namespace, `app.kubernetes.io/name=${deployment}`),
    secretValues: async (namespace) => {
      const { items } = await core.listNamespacedSecret({ namespace });
      return items.flatMap(({ data = {} }) => Object.values(data).map((value) => atob(value)));
    },
  };
}

async function deletePods(core: CoreV1Api, namespace: string, labelSelector: string): Promise<string[]> {
  const { items } = await core.listNamespacedPod({ namespace, labelSelector });
  const names = items.map((pod) => pod.metadata?.name ?? "");
  for (const name of names) await core.deleteNamespacedPod({ namespace, name });
  return names;
}

type DeploymentOptions = { version?: string; replicas?: number };

function deploymentOf(name: string, { version = "1.0.0", replicas = 1 }: DeploymentOptions): V1Deployment {
  const labels = { "app.kubernetes.io/name": name };
  const image = `registry.example.com/e2e/${name}:${version}`;
  const resources = { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "32Mi" } };
  return {
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image, resources }] } },
    },
  };
}
