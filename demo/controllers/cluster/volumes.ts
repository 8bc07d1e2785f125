import type { KubeObject } from "../../types/object.ts";
import type { PersistentVolumeClaim, StorageClass } from "../../types/policy.ts";
import type { ControllerContext } from "../context.ts";
import { WorkQueue } from "../work-queue.ts";

const CLAIMS = "persistentvolumeclaims";
const VOLUMES = "persistentvolumes";
const CLASSES = "storageclasses.storage.k8s.io";
const SOURCE = { component: "persistentvolume-controller" };
const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

/** Provisions and binds a volume for every claim whose StorageClass exists. */
export class VolumeController {
  readonly #context: ControllerContext;
  readonly #queue: WorkQueue;

  constructor(context: ControllerContext) {
    this.#context = context;
    this.#queue = new WorkQueue(context.clock, (key) => this.#reconcile(key), context.sketching() ? 20 : 900);
    context.store.subscribe(({ object, type }) => {
      if (type === "DELETED") this.#release(object as PersistentVolumeClaim);
      else if ((object as PersistentVolumeClaim).status.phase === "Pending")
        this.#queue.add(`${object.metadata.namespace}/${object.metadata.name}`);
    }, CLAIMS);
  }

  #classOf(claim: PersistentVolumeClaim): StorageClass | undefined {
    const { store } = this.#context;
    const name = claim.spec.storageClassName;
    if (name) return store.get(CLASSES, undefined, name) as StorageClass | undefined;
    return store.list(CLASSES).find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === "true") as
      | StorageClass
      | undefined;
  }

  #reconcile(key: string): void {
    const [namespace, name = ""] = key.split("/");
    const { store, manager, recorder } = this.#context;
    const claim = store.get(CLAIMS, namespace, name) as PersistentVolumeClaim | undefined;
    if (claim?.status.phase !== "Pending") return;
    const storageClass = this.#classOf(claim);
    if (!storageClass) {
      const wanted = claim.spec.storageClassName;
      const text = wanted
        ? `storageclass.storage.k8s.io "${wanted}" not found`
        : "no persistent volumes available for this claim and no storage class is set";
      recorder.record(claim, "Warning", wanted ? "ProvisioningFailed" : "FailedBinding", text, SOURCE);
      this.#queue.addAfter(key, 60_000);
      return;
    }
    const volume = `pvc-${claim.metadata.uid}`;
    const capacity = claim.spec.resources.requests;
    manager.create(VOLUMES, this.#volume(claim, storageClass, volume), { withStatus: true });
    manager.change<PersistentVolumeClaim>(CLAIMS, claim, (current) => ({
      ...current,
      spec: { ...current.spec, volumeName: volume, storageClassName: storageClass.metadata.name },
    }));
    manager.setStatus(CLAIMS, claim, { phase: "Bound", accessModes: claim.spec.accessModes, capacity });
    recorder.record(claim, "Normal", "ProvisioningSucceeded", `Successfully provisioned volume ${volume}`, {
      component: storageClass.provisioner,
    });
  }

  #volume(claim: PersistentVolumeClaim, { metadata, provisioner, reclaimPolicy }: StorageClass, name: string) {
    const { namespace, uid } = claim.metadata;
    return {
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name, annotations: { "pv.kubernetes.io/provisioned-by": provisioner } },
      spec: {
        capacity: claim.spec.resources.requests,
        accessModes: claim.spec.accessModes,
        claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name: claim.metadata.name, uid },
        csi: { driver: provisioner, volumeHandle: name },
        persistentVolumeReclaimPolicy: reclaimPolicy ?? "Delete",
        storageClassName: metadata.name,
        volumeMode: "Filesystem",
      },
      status: { phase: "Bound" },
    };
  }

  #release(claim: PersistentVolumeClaim): void {
    const { store, manager, clock } = this.#context;
    const name = claim.spec.volumeName;
    const volume: KubeObject | undefined = name ? store.get(VOLUMES, undefined, name) : undefined;
    if (volume) clock.after(1_000, () => manager.remove(VOLUMES, volume));
  }
}
