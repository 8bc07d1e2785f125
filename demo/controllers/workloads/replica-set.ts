import { ApiError } from "../../registry/api-error.ts";
import type { Condition, KubeObject } from "../../types/object.ts";
import type { Pod, ReplicaSet } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";
import {
  conditionOf,
  controllerOf,
  isActive,
  isAvailable,
  isReady,
  ownedObjects,
  withCondition,
  withoutCondition,
} from "../helpers.ts";
import { WorkQueue } from "../work-queue.ts";
import { podFromTemplate } from "./pod-template.ts";

const KEY = "replicasets.apps";
const SOURCE = { component: "replicaset-controller" };

/** Keeps the wanted number of pods. */
export class ReplicaSetController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#queue = new WorkQueue(context.clock, (key) => this.#reconcile(key));
    context.store.subscribe(({ object }) => this.#queue.add(keyOf(object)), KEY);
    context.store.subscribe(({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === "ReplicaSet") this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
    }, "pods");
  }

  #reconcile(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const { store } = this.#context;
    const set = store.get(KEY, namespace, name) as ReplicaSet | undefined;
    if (!set) return;
    const pods = ownedObjects<Pod>(store, set, "pods").filter(isActive);
    let failure: ApiError | undefined;
    if (!set.metadata.deletionTimestamp) {
      const missing = set.spec.replicas - pods.length;
      if (missing > 0) failure = this.#create(set, missing);
      else if (missing < 0) this.#shrink(set, pods, -missing);
    }
    this.#updateStatus(set, failure);
    if (failure) throw failure;
  }

  #create(set: ReplicaSet, count: number): ApiError | undefined {
    const { manager, recorder } = this.#context;
    for (let index = 0; index < count; index += 1) {
      try {
        const pod = manager.create("pods", podFromTemplate(set, set.spec.template));
        recorder.record(set, "Normal", "SuccessfulCreate", `Created pod: ${pod.metadata.name}`, SOURCE);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        recorder.record(set, "Warning", "FailedCreate", `Error creating: ${error.message}`, SOURCE);
        return error;
      }
    }
    return undefined;
  }

  #shrink(set: ReplicaSet, pods: Pod[], count: number): void {
    const { manager, recorder } = this.#context;
    for (const pod of pods.toSorted(deletionOrder).slice(0, count)) {
      manager.remove("pods", pod);
      recorder.record(set, "Normal", "SuccessfulDelete", `Deleted pod: ${pod.metadata.name}`, SOURCE);
    }
  }

  #updateStatus(set: ReplicaSet, failure: ApiError | undefined): void {
    const { store, manager, clock } = this.#context;
    const pods = ownedObjects<Pod>(store, set, "pods").filter(isActive);
    const minReady = set.spec.minReadySeconds ?? 0;
    const now = clock.now();
    const ready = pods.filter(isReady);
    const available = ready.filter((pod) => isAvailable(pod, minReady, now));
    if (available.length < ready.length) this.#queue.addAfter(keyOf(set), minReady * 1000);
    const conditions = failureConditions(set, failure, timestamp(now));
    manager.setStatus(KEY, set, {
      replicas: pods.length,
      ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
      ...(ready.length > 0 ? { readyReplicas: ready.length } : {}),
      ...(available.length > 0 ? { availableReplicas: available.length } : {}),
      observedGeneration: set.metadata.generation ?? 1,
      ...(conditions.length > 0 ? { conditions } : {}),
    });
  }
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;

/** A failure that is known already keeps its first message, although the next pod would have had another name. */
function failureConditions({ status }: ReplicaSet, failure: ApiError | undefined, now: string): Condition[] {
  if (!failure) return withoutCondition(status.conditions, "ReplicaFailure");
  if (conditionOf(status.conditions, "ReplicaFailure")?.reason === "FailedCreate")
    return [...(status.conditions ?? [])];
  const { message } = failure;
  const condition: Condition = {
    type: "ReplicaFailure",
    status: "True",
    reason: "FailedCreate",
    message,
    lastTransitionTime: now,
  };
  return withCondition(status.conditions, condition);
}

/** Which pods go first: unscheduled, then pending, then unready, then the youngest. */
function deletionOrder(a: Pod, b: Pod): number {
  const rank = (pod: Pod): number =>
    (pod.spec.nodeName ? 2 : 0) + (pod.status.phase === "Running" ? 1 : 0) + (isReady(pod) ? 4 : 0);
  return rank(a) - rank(b) || (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1);
}
