import { ApiError } from "../../registry/api-error.ts";
import type { KubeObject, ObjectInput } from "../../types/object.ts";
import type { Pod, StatefulSet } from "../../types/workloads.ts";
import type { ControllerContext } from "../context.ts";
import { controllerOf, isReady, ownedObjects } from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";
import { podFromTemplate, templateHash } from "./pod-template.ts";

const KEY = "statefulsets.apps";
const SOURCE = { component: "statefulset-controller" };
const REVISION = "controller-revision-hash";

/** Pods with stable names, one after the other, each with its claims. */
export class StatefulSetController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#queue = new WorkQueue(context.clock, (key) => this.#reconcile(key));
    context.store.subscribe(({ object }) => this.#queue.add(keyOf(object)), KEY);
    context.store.subscribe(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === "StatefulSet") this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
    }, "pods");
  }

  #reconcile(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const set = this.#context.store.get(KEY, namespace, name) as StatefulSet | undefined;
    if (!set || set.metadata.deletionTimestamp) return;
    const revision = `${name}-${templateHash(set.spec.template, set.metadata.uid)}`;
    const pods = this.#pods(set);
    this.#act(set, pods, revision);
    this.#updateStatus(set, revision);
  }

  #pods(set: StatefulSet): Map<number, Pod> {
    const owned = ownedObjects<Pod>(this.#context.store, set, "pods");
    return new Map(owned.map((pod) => [Number(pod.metadata.name.slice(set.metadata.name.length + 1)), pod]));
  }

  /** One step: create the first that is missing, remove what is too many, or replace the last that is outdated. */
  #act(set: StatefulSet, pods: Map<number, Pod>, revision: string): void {
    const ordered = set.spec.podManagementPolicy !== "Parallel";
    for (let ordinal = 0; ordinal < set.spec.replicas; ordinal += 1) {
      const pod = pods.get(ordinal);
      if (!pod) {
        this.#create(set, ordinal, revision);
        if (ordered) return;
      } else if (ordered && (!isReady(pod) || pod.metadata.deletionTimestamp)) return;
    }
    const surplus = [...pods].filter(([ordinal]) => ordinal >= set.spec.replicas).sort(([a], [b]) => b - a)[0];
    if (surplus) {
      this.#remove(set, surplus[1]);
      return;
    }
    if (set.spec.updateStrategy.type === "OnDelete") return;
    const outdated = [...pods]
      .filter(([, pod]) => pod.metadata.labels?.[REVISION] !== revision)
      .sort(([a], [b]) => b - a)[0];
    if (outdated && [...pods.values()].every((pod) => isReady(pod) || pod === outdated[1]))
      this.#remove(set, outdated[1]);
  }

  #create(set: StatefulSet, ordinal: number, revision: string): void {
    const { manager, recorder } = this.#context;
    const name = `${set.metadata.name}-${ordinal}`;
    const claims = set.spec.volumeClaimTemplates ?? [];
    for (const claim of claims) this.#createClaim(set, claim, name);
    const labels = {
      [REVISION]: revision,
      "statefulset.kubernetes.io/pod-name": name,
      "apps.kubernetes.io/pod-index": String(ordinal),
    };
    const pod = podFromTemplate(set, set.spec.template, { name, labels });
    const volumes = claims.map(({ metadata }) => ({
      name: metadata.name,
      persistentVolumeClaim: { claimName: `${metadata.name}-${name}` },
    }));
    const spec = {
      ...set.spec.template.spec,
      hostname: name,
      subdomain: set.spec.serviceName,
      volumes: [...(set.spec.template.spec.volumes ?? []), ...volumes],
    };
    try {
      manager.create("pods", { ...pod, spec });
      recorder.record(
        set,
        "Normal",
        "SuccessfulCreate",
        `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
        SOURCE,
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      recorder.record(
        set,
        "Warning",
        "FailedCreate",
        `create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${error.message}`,
        SOURCE,
      );
      throw error;
    }
  }

  #createClaim(set: StatefulSet, template: KubeObject, pod: string): void {
    const { store, manager, recorder } = this.#context;
    const name = `${template.metadata.name}-${pod}`;
    const { namespace } = set.metadata;
    if (store.get("persistentvolumeclaims", namespace, name)) return;
    const metadata = { name, namespace, labels: set.spec.selector.matchLabels ?? {} };
    manager.create("persistentvolumeclaims", {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata,
      spec: template.spec,
    } as ObjectInput);
    const text = `create Claim ${name} Pod ${pod} in StatefulSet ${set.metadata.name} success`;
    recorder.record(set, "Normal", "SuccessfulCreate", text, SOURCE);
  }

  #remove(set: StatefulSet, pod: Pod): void {
    if (pod.metadata.deletionTimestamp) return;
    this.#context.manager.remove("pods", pod);
    const text = `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`;
    this.#context.recorder.record(set, "Normal", "SuccessfulDelete", text, SOURCE);
  }

  #updateStatus(set: StatefulSet, revision: string): void {
    const pods = [...this.#pods(set).values()].filter(({ metadata }) => !metadata.deletionTimestamp);
    const ready = pods.filter(isReady).length;
    const updated = pods.filter(({ metadata }) => metadata.labels?.[REVISION] === revision).length;
    const done = updated === set.spec.replicas && ready === set.spec.replicas;
    const currentRevision = done ? revision : (set.status.currentRevision ?? revision);
    this.#context.manager.setStatus(KEY, set, {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: pods.length,
      ...(ready > 0 ? { readyReplicas: ready } : {}),
      availableReplicas: ready,
      currentReplicas: pods.filter(({ metadata }) => metadata.labels?.[REVISION] === currentRevision).length,
      updatedReplicas: updated,
      currentRevision,
      updateRevision: revision,
      collisionCount: 0,
    });
  }
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;
