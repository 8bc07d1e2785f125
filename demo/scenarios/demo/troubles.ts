import { KUBELET_ANNOTATION } from "../../controllers/kubelet/kubelet.ts";
import type { ScenarioCluster } from "../../fleet/scenario.ts";
import type { Deployment, Node } from "../../types/workloads.ts";
import { deployment, job } from "../kit/app.ts";
import { apply } from "../kit/apply.ts";
import { lease, quota } from "../kit/platform.ts";
import type { ClusterSlug } from "./catalog/catalog-app.ts";
import { setImage } from "./set-image.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function loseNode(cluster: ScenarioCluster, name: string, agoMs: number): void {
  cluster.before(agoMs, () => {
    const found = cluster.state.store.get("nodes", undefined, name) as Node;
    cluster.writer.change<Node>("nodes", found, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { ...current.metadata.annotations, [KUBELET_ANNOTATION]: "stopped" },
      },
    }));
    apply(cluster, lease(name, cluster.start - agoMs));
  });
}

/** Asks for more cpu per pod than the quota has left: the old pods stay, no new one comes. */
function blockInvoices(cluster: ScenarioCluster): void {
  const name = { name: "invoice-render", namespace: "pay-ledger" };
  apply(cluster, quota("pay-ledger", "team-quota", { "requests.cpu": "6", "requests.memory": "16Gi", pods: "40" }));
  cluster.before(38 * MINUTE, () => {
    setImage(cluster, name, "0.9.1");
    const found = cluster.state.store.get("deployments.apps", name.namespace, name.name) as Deployment;
    cluster.writer.change<Deployment>("deployments.apps", found, (current) => {
      const containers = current.spec.template.spec.containers.map((container) => ({
        ...container,
        resources: { requests: { cpu: "2", memory: "1Gi" }, limits: { memory: "1Gi" } },
      }));
      const { template } = current.spec;
      return {
        ...current,
        spec: { ...current.spec, template: { ...template, spec: { ...template.spec, containers } } },
      };
    });
  });
}

const TROUBLES: Record<ClusterSlug, (cluster: ScenarioCluster) => void> = {
  "eu-prod": (cluster) => {
    cluster.before(12 * MINUTE, () =>
      setImage(cluster, { name: "checkout-api", namespace: "pay-checkout" }, "2.14.0", "oom every=45s pods=1"),
    );
  },
  "us-prod": (cluster) => {
    blockInvoices(cluster);
    cluster.before(90 * MINUTE, () =>
      setImage(
        cluster,
        { name: "thumbnailer", namespace: "media-encoding" },
        "1.1.4",
        "flapping every=100s for=25s pods=1",
      ),
    );
    const huge = {
      name: "backfill",
      namespace: "data-reporting",
      team: "data",
      version: "0.1.0",
      replicas: 1,
      cpu: "18",
      memory: "24Gi",
    };
    cluster.before(50 * MINUTE, () => apply(cluster, deployment({ ...huge })));
  },
  staging: (cluster) => {
    cluster.before(HOUR, () =>
      setImage(cluster, { name: "ledger-writer", namespace: "pay-ledger" }, "1.8.3", "image-pull"),
    );
    cluster.before(3 * HOUR, () =>
      setImage(cluster, { name: "suggest", namespace: "search-serving" }, "1.15.1", "crash every=6s code=1"),
    );
    cluster.before(26 * HOUR, () =>
      setImage(cluster, { name: "report-builder", namespace: "data-reporting" }, "1.4.1", "config"),
    );
  },
  "edge-bremen": () => {},
  "gpu-research": (cluster) => {
    const train = { namespace: "nlp-train", team: "data", cpu: "8", memory: "64Gi" };
    cluster.before(5 * HOUR, () =>
      apply(
        cluster,
        job({ ...train, name: "finetune-base", version: "2.0.0", gpus: 2 }, { parallelism: 3, completions: 3 }),
      ),
    );
    cluster.before(40 * MINUTE, () =>
      apply(
        cluster,
        job({ ...train, name: "finetune-xl", version: "2.1.0", gpus: 4 }, { parallelism: 1, completions: 1 }),
      ),
    );
  },
  "bare-fra": (cluster) => {
    loseNode(cluster, "fra-metal-05", 11 * MINUTE);
  },
};

/** What is wrong in a cluster of the demo when it starts. */
export function addTroubles(cluster: ScenarioCluster, slug: ClusterSlug): void {
  TROUBLES[slug](cluster);
}
