import type { Kubectl } from "../control-plane/run-kubectl.ts";

/** A cluster that the suite runs on: a real control plane or one of the demo fleet. */
export type Target = {
  readonly name: string;
  readonly server: string;
  /** PEM. */
  readonly ca: string;
  /** Kubeconfigs (YAML): the portal's service account, and one in `system:masters`. */
  readonly kubeconfig: string;
  readonly adminKubeconfig: string;
  /** Makes the cluster forget the past: watches and pages from before get 410. */
  compact(): Promise<void>;
  /** Ends the API server; the objects live on. */
  stopApiServer(): Promise<void>;
  /** At the same address again. */
  startApiServer(): Promise<void>;
};

/** A target that kubectl is run on. */
export type KubectlTarget = Target & {
  /** Runs kubectl as administrator. */
  readonly kubectl: Kubectl;
  /** A folder for files of the test. */
  readonly dir: string;
};
