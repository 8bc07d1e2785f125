import type { Pod } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import type { Behaviour } from "./behaviour.ts";
import { type ContainerRun, printBackoff } from "./container-run.ts";
import type { PodHost } from "./pod-host.ts";

/** What a container's loop needs of the pod it is in. */
export type PodPort = {
  host: PodHost;
  pod: Pod;
  behaviour: Behaviour;
  /** Runs `fn` later, unless the pod is gone by then; later still when the node is cut off. */
  after(ms: number, fn: () => void): void;
  /** Writes the pod's status. */
  sync(): void;
  event(type: "Normal" | "Warning", reason: string, message: string, run: ContainerRun): void;
  evict(run: ContainerRun): void;
};

export type ContainerBehaviour = Pick<Behaviour, "kind" | "readyMs" | "lifeMs">;

const PROBE_EVERY_MS = 20_000;
const RETRY_IMAGE_MS = [20_000, 40_000, 80_000, 160_000, 300_000];
const PROBE_FAILED = "Readiness probe failed: HTTP probe failed with statuscode: 503";
const BROKEN_BEFORE_START = new Set(["image-pull", "config", "init-crash"]);

/** One container's life: image, start, probes, crashes, back-off. */
export class ContainerLoop {
  readonly run: ContainerRun;
  readonly #port: PodPort;
  readonly #behaviour: ContainerBehaviour;

  constructor(port: PodPort, run: ContainerRun, behaviour: ContainerBehaviour) {
    this.#port = port;
    this.run = run;
    this.#behaviour = behaviour;
  }

  launch(): void {
    const { kind } = this.#behaviour;
    if (kind === "image-pull") this.#failPull(0);
    else if (kind === "config") this.#failConfig();
    else this.pull(() => this.#startAndLive());
  }

  pull(then: () => void): void {
    const { host, after } = this.#port;
    const { image } = this.run.container;
    if (host.images.has(image)) {
      this.#event(
        "Normal",
        "Pulled",
        `Container image "${image}" already present on machine and can be accessed by the pod`,
      );
      after(200, then);
      return;
    }
    this.#event("Normal", "Pulling", `Pulling image "${image}"`);
    const took = host.context.random.int(700, 4_200);
    after(took, () => {
      host.images.add(image);
      const seconds = `${(took / 1000).toFixed(3)}s`;
      const size = host.context.random.int(18_000_000, 240_000_000);
      this.#event(
        "Normal",
        "Pulled",
        `Successfully pulled image "${image}" in ${seconds} (${seconds} including waiting). Image size: ${size} bytes.`,
      );
      then();
    });
  }

  begin(): void {
    const { clock, random } = this.#port.host.context;
    const { name } = this.run.container;
    this.run.start(clock.now(), random.hex(64));
    this.#event("Normal", "Created", `Container created: ${name}`);
    this.#event("Normal", "Started", `Container started: ${name}`);
    this.#port.sync();
  }

  /** Starts the container again: at once the first time, then after a growing back-off. */
  restart(then: () => void): void {
    const { host, pod, after, sync } = this.#port;
    const delay = this.run.nextBackoff(host.context.clock.now());
    const again = (): void => {
      this.run.restarts += 1;
      then();
    };
    if (delay === 0) {
      after(1_000, again);
      return;
    }
    after(1_000, () => {
      const { name, namespace, uid } = pod.metadata;
      const full = `${name}_${namespace}(${uid})`;
      const container = this.run.container.name;
      this.run.wait(
        "CrashLoopBackOff",
        `back-off ${printBackoff(delay)} restarting failed container=${container} pod=${full}`,
      );
      this.#event("Warning", "BackOff", `Back-off restarting failed container ${container} in pod ${full}`);
      sync();
      after(delay, again);
    });
  }

  /** Long ago: the state is reached at once. */
  sketch(now: number): void {
    const { kind, lifeMs } = this.#behaviour;
    const { host, after } = this.#port;
    host.images.add(this.run.container.image);
    if (BROKEN_BEFORE_START.has(kind)) return;
    this.run.start(now, host.context.random.hex(64));
    this.run.ready = kind !== "unready";
    if (kind === "complete" || kind === "fail") after(lifeMs, () => this.#finish());
  }

  /** What has gone wrong since long ago goes on in detail from here. */
  catchUp(now: number, startTime: number): void {
    const { kind, lifeMs } = this.#behaviour;
    const { random } = this.#port.host.context;
    if (kind === "image-pull") this.#failPull(4);
    else if (kind === "config") this.#failConfig();
    else if (kind === "unready") this.#probe();
    else if (kind === "flapping") this.#port.after(random.int(5_000, lifeMs), () => this.#flap());
    else if (kind === "oom" || kind === "crash") this.#catchUpCrashes(now, startTime);
  }

  #catchUpCrashes(now: number, startTime: number): void {
    const { kind, lifeMs } = this.#behaviour;
    const { host, behaviour, after } = this.#port;
    const { random } = host.context;
    const cycle = lifeMs + 300_000;
    this.run.age(Math.min(900, 4 + Math.floor((now - startTime) / cycle)), 6);
    this.run.start(now - random.int(0, Math.min(lifeMs, 60_000)), random.hex(64));
    const end = now - 310_000;
    this.run.last = {
      terminated: {
        exitCode: behaviour.exitCode,
        reason: kind === "oom" ? "OOMKilled" : "Error",
        startedAt: timestamp(end - lifeMs),
        finishedAt: timestamp(end),
        containerID: `containerd://${random.hex(64)}`,
      },
    };
    after(lifeMs, () => this.#finish());
  }

  #event(type: "Normal" | "Warning", reason: string, message: string): void {
    this.#port.event(type, reason, message, this.run);
  }

  #startAndLive(): void {
    this.begin();
    const { kind, readyMs, lifeMs } = this.#behaviour;
    if (kind === "unready") this.#probe();
    else this.#becomeReady(readyMs);
    this.#port.after(lifeMs, () => (kind === "flapping" ? this.#flap() : this.#finish()));
  }

  #failPull(attempt: number): void {
    const { after, sync } = this.#port;
    const { image } = this.run.container;
    const why = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
    this.#event("Normal", "Pulling", `Pulling image "${image}"`);
    after(1_300, () => {
      this.run.wait("ErrImagePull", why);
      this.#event("Warning", "Failed", `Failed to pull image "${image}": ${why}`);
      this.#event("Warning", "Failed", "Error: ErrImagePull");
      sync();
      after(12_000, () => this.#backOffPull(attempt, why));
    });
  }

  #backOffPull(attempt: number, why: string): void {
    const { image } = this.run.container;
    this.run.wait("ImagePullBackOff", `Back-off pulling image "${image}": ErrImagePull: ${why}`);
    this.#event("Normal", "BackOff", `Back-off pulling image "${image}"`);
    this.#event("Warning", "Failed", "Error: ImagePullBackOff");
    this.#port.sync();
    const pause = RETRY_IMAGE_MS[Math.min(attempt, RETRY_IMAGE_MS.length - 1)] ?? 300_000;
    this.#port.after(pause, () => this.#failPull(attempt + 1));
  }

  #failConfig(): void {
    const { pod, after, sync } = this.#port;
    const app = pod.metadata.labels?.["app.kubernetes.io/name"] ?? this.run.container.name;
    const missing = `configmap "${app}-config" not found`;
    this.run.wait("CreateContainerConfigError", missing);
    this.#event("Warning", "Failed", `Error: ${missing}`);
    sync();
    after(60_000, () => this.#failConfig());
  }

  #becomeReady(leftMs: number): void {
    const step = Math.min(leftMs, PROBE_EVERY_MS);
    this.#port.after(step, () => {
      if (!this.run.running) return;
      if (leftMs > step) {
        this.#event("Warning", "Unhealthy", PROBE_FAILED);
        this.#becomeReady(leftMs - step);
        return;
      }
      this.run.ready = true;
      this.#port.sync();
    });
  }

  #probe(): void {
    this.#port.after(PROBE_EVERY_MS, () => {
      if (!this.run.running) return;
      this.#event("Warning", "Unhealthy", PROBE_FAILED);
      this.#probe();
    });
  }

  #flap(): void {
    const { after, sync, behaviour } = this.#port;
    this.run.ready = false;
    this.#event("Warning", "Unhealthy", PROBE_FAILED);
    sync();
    after(behaviour.downMs, () => {
      this.run.ready = true;
      sync();
      after(behaviour.lifeMs, () => this.#flap());
    });
  }

  #finish(): void {
    const { host, pod, behaviour, evict, sync } = this.#port;
    const { exitCode } = behaviour;
    if (this.#behaviour.kind === "evicted") {
      evict(this.run);
      return;
    }
    const reason = this.#behaviour.kind === "oom" ? "OOMKilled" : exitCode === 0 ? "Completed" : "Error";
    this.run.end(host.context.clock.now(), exitCode, reason);
    sync();
    const policy = pod.spec.restartPolicy;
    if (policy === "Always" || (policy === "OnFailure" && exitCode !== 0)) this.restart(() => this.#startAndLive());
  }
}
