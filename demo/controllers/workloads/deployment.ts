import { isTerminal } from "../../admission/pod-usage.ts";
import type { KubeObject } from "../../types/object.ts";
import type { Deployment, Pod, PodTemplate, ReplicaSet } from "../../types/workloads.ts";
import { equal } from "../../util/json.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";
import { conditionOf, controllerOf, ownedObjects, ownerReference, withCondition } from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";
import { fenceposts, newSetSize, oldSetSizes } from "./deployment-plan.ts";
import { deploymentStatus } from "./deployment-status.ts";
import { templateHash } from "./pod-template.ts";

const KEY = "deployments.apps";
const SETS = "replicasets.apps";
const SOURCE = { component: "deployment-controller" };
const REVISION = "deployment.kubernetes.io/revision";
const HASH = "pod-template-hash";

/** Rolls ReplicaSets over to the template of their Deployment. */
export class DeploymentController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;
  /** Deployments whose progress deadline is being waited for. */
  readonly #deadlines = new Set<string>();

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#queue = new WorkQueue(context.clock, (key) => this.#reconcile(key));
    context.store.subscribe(({ object }) => this.#queue.add(keyOf(object)), KEY);
    context.store.subscribe(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === "Deployment") this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
    }, SETS);
    context.store.subscribe(({ type, object }) => {
      if (type === "DELETED") this.#podGone(object);
    }, "pods");
  }

  /** Recreate waits for the last old pod. */
  #podGone(pod: KubeObject): void {
    const { namespace } = pod.metadata;
    const set = this.#context.store.get(SETS, namespace, controllerOf(pod)?.name ?? "");
    const owner = set && controllerOf(set);
    if (owner?.kind === "Deployment") this.#queue.add(`${namespace}/${owner.name}`);
  }

  #reconcile(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const { store } = this.#context;
    const deployment = store.get(KEY, namespace, name) as Deployment | undefined;
    if (!deployment || deployment.metadata.deletionTimestamp) return;
    const sets = (): ReplicaSet[] => ownedObjects<ReplicaSet>(store, deployment, SETS);
    let fresh = sets().find((set) => sameTemplate(set.spec.template, deployment.spec.template));
    if (!deployment.spec.paused) {
      fresh = fresh ? this.#adopt(deployment, fresh, sets()) : this.#createSet(deployment, sets());
      if (fresh) this.#roll(deployment, fresh, sets());
      this.#cleanUp(deployment, fresh, sets());
    } else if (fresh) this.#scaleTo(deployment, fresh, deployment.spec.replicas);
    this.#updateStatus(key, namespace, name);
  }

  #updateStatus(key: string, namespace: string | undefined, name: string): void {
    const { store, manager, clock } = this.#context;
    const deployment = store.get(KEY, namespace, name) as Deployment | undefined;
    if (!deployment) return;
    const all = ownedObjects<ReplicaSet>(store, deployment, SETS);
    const fresh = all.find((set) => sameTemplate(set.spec.template, deployment.spec.template));
    const status = deploymentStatus(deployment, fresh, all, clock.now());
    manager.setStatus(KEY, deployment, status);
    const progressing = conditionOf(status.conditions, "Progressing");
    if (progressing?.status === "True" && progressing.reason !== "NewReplicaSetAvailable") {
      const deadline = Date.parse(progressing.lastUpdateTime ?? "") + deployment.spec.progressDeadlineSeconds * 1000;
      if (this.#deadlines.has(key)) return;
      this.#deadlines.add(key);
      clock.after(Math.max(1_000, deadline - clock.now() + 1_000), () => {
        this.#deadlines.delete(key);
        this.#queue.add(key);
      });
    }
  }

  #createSet(deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet {
    const { manager } = this.#context;
    const revision = String(1 + Math.max(0, ...sets.map(revisionOf)));
    const { template, selector, minReadySeconds, replicas } = deployment.spec;
    const { surge } = fenceposts(deployment);
    const hash = templateHash(template, deployment.metadata.uid);
    const running = sets.reduce((total, set) => total + set.spec.replicas, 0);
    const size =
      deployment.spec.strategy.type === "Recreate" ? 0 : Math.max(0, Math.min(replicas, replicas + surge - running));
    const labels = { ...template.metadata.labels, [HASH]: hash };
    const fresh = manager.create<ReplicaSet>(SETS, {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        namespace: deployment.metadata.namespace,
        labels,
        annotations: this.#annotations(deployment, revision),
        ownerReferences: [ownerReference(deployment)],
      },
      spec: {
        replicas: size,
        ...(minReadySeconds ? { minReadySeconds } : {}),
        selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH]: hash } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
    this.#setRevision(deployment, revision);
    this.#progressing(deployment, "NewReplicaSetCreated", `Created new replica set "${fresh.metadata.name}"`);
    if (size > 0) this.#scaled(deployment, fresh, 0, size);
    return fresh;
  }

  /** An old ReplicaSet whose template is wanted again gets the next revision. */
  #adopt(deployment: Deployment, fresh: ReplicaSet, sets: readonly ReplicaSet[]): ReplicaSet {
    const newest = Math.max(0, ...sets.filter((set) => set.metadata.uid !== fresh.metadata.uid).map(revisionOf));
    if (revisionOf(fresh) > newest) return fresh;
    const revision = String(newest + 1);
    this.#setRevision(deployment, revision);
    this.#progressing(deployment, "FoundNewReplicaSet", `Found new replica set "${fresh.metadata.name}"`);
    const changed = this.#context.manager.change<ReplicaSet>(SETS, fresh, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { ...current.metadata.annotations, ...this.#annotations(deployment, revision) },
      },
    }));
    return changed ?? fresh;
  }

  #annotations(deployment: Deployment, revision: string): Record<string, string> {
    const { replicas } = deployment.spec;
    return {
      "deployment.kubernetes.io/desired-replicas": String(replicas),
      "deployment.kubernetes.io/max-replicas": String(replicas + fenceposts(deployment).surge),
      [REVISION]: revision,
    };
  }

  #setRevision(deployment: Deployment, revision: string): void {
    this.#context.manager.change<Deployment>(KEY, deployment, (current) => ({
      ...current,
      metadata: { ...current.metadata, annotations: { ...current.metadata.annotations, [REVISION]: revision } },
    }));
  }

  #progressing(deployment: Deployment, reason: string, message: string): void {
    const { store, manager, clock } = this.#context;
    const now = timestamp(clock.now());
    const current = store.get(KEY, deployment.metadata.namespace, deployment.metadata.name) as Deployment;
    const conditions = withCondition(current.status.conditions, {
      type: "Progressing",
      status: "True",
      reason,
      message,
      lastUpdateTime: now,
      lastTransitionTime: now,
    });
    manager.setStatus(KEY, current, { ...current.status, conditions });
  }

  #roll(deployment: Deployment, fresh: ReplicaSet, all: readonly ReplicaSet[]): void {
    const old = all.filter((set) => set.metadata.uid !== fresh.metadata.uid);
    if (deployment.spec.strategy.type === "Recreate") {
      for (const set of old) this.#scaleTo(deployment, set, 0);
      if (old.some((set) => this.#hasPods(set))) return;
      this.#scaleTo(deployment, fresh, deployment.spec.replicas);
      return;
    }
    const size = newSetSize(deployment, fresh, all);
    if (size !== fresh.spec.replicas) {
      this.#scaleTo(deployment, fresh, size);
      return;
    }
    for (const [set, left] of oldSetSizes(
      deployment,
      fresh,
      old.filter((set) => set.spec.replicas > 0),
    ))
      this.#scaleTo(deployment, set, left);
  }

  #hasPods(set: ReplicaSet): boolean {
    return ownedObjects<Pod>(this.#context.store, set, "pods").some((pod) => !isTerminal(pod));
  }

  #scaleTo(deployment: Deployment, set: ReplicaSet, size: number): void {
    if (set.spec.replicas === size) return;
    const revision = String(revisionOf(set));
    this.#context.manager.change<ReplicaSet>(SETS, set, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { ...current.metadata.annotations, ...this.#annotations(deployment, revision) },
      },
      spec: { ...current.spec, replicas: size },
    }));
    this.#scaled(deployment, set, set.spec.replicas, size);
  }

  #scaled(deployment: Deployment, set: ReplicaSet, from: number, to: number): void {
    const message = `Scaled ${to > from ? "up" : "down"} replica set ${set.metadata.name} from ${from} to ${to}`;
    this.#context.recorder.record(deployment, "Normal", "ScalingReplicaSet", message, SOURCE);
  }

  #cleanUp(deployment: Deployment, fresh: ReplicaSet | undefined, sets: readonly ReplicaSet[]): void {
    const empty = sets
      .filter((set) => set.metadata.uid !== fresh?.metadata.uid && set.spec.replicas === 0 && set.status.replicas === 0)
      .toSorted((a, b) => revisionOf(a) - revisionOf(b));
    const surplus = empty.length - deployment.spec.revisionHistoryLimit;
    for (const set of empty.slice(0, Math.max(0, surplus))) this.#context.manager.remove(SETS, set);
  }
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;
const revisionOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[REVISION] ?? 0);

/** Whether two templates are the same but for the hash label. */
function sameTemplate(ofSet: PodTemplate, wanted: PodTemplate): boolean {
  const { [HASH]: _hash, ...labels } = ofSet.metadata.labels ?? {};
  return equal({ ...ofSet, metadata: { ...ofSet.metadata, labels } }, wanted);
}
