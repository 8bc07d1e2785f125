export type ContainerState = "waiting" | "running" | "terminated" | "unknown";

/** One end of a run of a container. */
export type ContainerEnd = {
  /** Epoch seconds. */
  readonly at: number;
  readonly reason: string | undefined;
  /** The first end of a container is 1. Between two ends that follow each other here, others may be missing. */
  readonly ordinal: number;
};

export type ContainerRow = {
  readonly name: string;
  readonly image: string;
  readonly role: "init" | "sidecar" | "main" | "ephemeral";
  readonly ready: boolean;
  readonly state: ContainerState;
  /** Reason of the present state: CrashLoopBackOff, ImagePullBackOff, Completed, Error, OOMKilled … */
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly exitCode: number | undefined;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly restarts: number;
  /** How the previous run of this container ended. */
  readonly lastReason: string | undefined;
  readonly lastExitCode: number | undefined;
  readonly lastFinishedAt: number | undefined;
  /** Ends before the present run, oldest first: the last one, and those that were seen while the pod was watched. */
  readonly ends: readonly ContainerEnd[] | undefined;
  readonly cpuRequest: number | undefined;
  readonly cpuLimit: number | undefined;
  readonly memoryRequest: number | undefined;
  readonly memoryLimit: number | undefined;
};
