import type { Pod } from "../../types/workloads.ts";
import { type Behaviour, behaviourOf } from "./behaviour.ts";
import { type ContainerBehaviour, ContainerLoop, type PodPort } from "./container-loop.ts";
import { ContainerRun } from "./container-run.ts";
import type { PodHost } from "./pod-host.ts";
import { composePodStatus } from "./pod-status.ts";

const OK: ContainerBehaviour = { kind: "ok", readyMs: 3_000, lifeMs: Number.POSITIVE_INFINITY };

/** Runs one pod on its node: sandbox, init containers one by one, containers, and the end. */
export class PodWorker {
  readonly #host: PodHost;
  readonly #pod: Pod;
  readonly #behaviour: Behaviour;
  readonly #afflicted: boolean;
  readonly #init: ContainerLoop[];
  readonly #main: ContainerLoop[];
  readonly #startTime: number;
  readonly #timers = new Set<() => void>();
  #held: (() => void)[] = [];
  #frozen = false;
  #stopped = false;
  #terminating = false;
  #podIp: string | undefined;
  #failure: { reason: string; message: string } | undefined;

  constructor(host: PodHost, pod: Pod) {
    this.#host = host;
    this.#pod = pod;
    this.#behaviour = behaviourOf(pod);
    this.#afflicted = host.isAfflicted(pod, this.#behaviour.pods);
    this.#startTime = host.context.clock.now();
    const { random } = host.context;
    const port = this.#port();
    const { containers, initContainers = [] } = pod.spec;
    const waiting = initContainers.length > 0 ? "PodInitializing" : "ContainerCreating";
    this.#init = initContainers.map(
      (container) => new ContainerLoop(port, new ContainerRun(container, random, "PodInitializing"), OK),
    );
    this.#main = containers.map(
      (container) =>
        new ContainerLoop(port, new ContainerRun(container, random, waiting), this.#behaviourFor(container.name)),
    );
  }

  start(): void {
    const { context } = this.#host;
    if (context.sketching()) {
      this.#sketch();
      return;
    }
    this.#sync();
    this.#after(context.random.int(600, 1_400), () => {
      this.#podIp = this.#host.podIp();
      this.#sync();
      this.#runInit(0);
    });
  }

  /** The pod is being deleted: stops its containers and then removes it. */
  terminate(graceSeconds: number): void {
    if (this.#terminating) return;
    this.#terminating = true;
    const { context } = this.#host;
    for (const { run } of this.#main) {
      if (run.running) this.#event("Normal", "Killing", `Stopping container ${run.container.name}`, run);
    }
    const pause = context.sketching() ? 0 : Math.min(graceSeconds * 1_000, context.random.int(800, 2_400));
    this.#clearTimers();
    this.#after(pause, () => {
      const pod = this.#current();
      this.stop();
      if (pod) context.kubelet.remove("pods", pod, { gracePeriodSeconds: 0 });
    });
  }

  /** The node is cut off: nothing happens any more, until it is back. */
  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    const held = this.#held;
    this.#held = [];
    this.#sync();
    for (const fn of held) fn();
  }

  stop(): void {
    this.#stopped = true;
    this.#clearTimers();
  }

  #port(): PodPort {
    return {
      host: this.#host,
      pod: this.#pod,
      behaviour: this.#behaviour,
      after: (ms, fn) => this.#after(ms, fn),
      sync: () => this.#sync(),
      event: (type, reason, message, run) => this.#event(type, reason, message, run),
      evict: (run) => this.#evict(run),
    };
  }

  #clearTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#held = [];
  }

  #after(ms: number, fn: () => void): void {
    if (!Number.isFinite(ms)) return;
    const cancel = this.#host.context.clock.after(ms, () => {
      this.#timers.delete(cancel);
      if (this.#stopped) return;
      if (this.#frozen) this.#held.push(fn);
      else fn();
    });
    this.#timers.add(cancel);
  }

  #current(): Pod | undefined {
    const { namespace, name, uid } = this.#pod.metadata;
    const pod = this.#host.context.store.get("pods", namespace, name) as Pod | undefined;
    return pod?.metadata.uid === uid ? pod : undefined;
  }

  #sync(): void {
    const pod = this.#current();
    if (!pod || this.#frozen || this.#stopped) return;
    const facts = {
      hostIp: this.#host.ip,
      podIp: this.#podIp,
      startTime: this.#startTime,
      init: this.#init.map(({ run }) => run),
      main: this.#main.map(({ run }) => run),
      failure: this.#failure,
    };
    const { context } = this.#host;
    context.kubelet.setStatus("pods", pod, composePodStatus(pod, facts, context.clock.now()));
  }

  #event(type: "Normal" | "Warning", reason: string, message: string, run: ContainerRun | undefined): void {
    const { context, node } = this.#host;
    const list = this.#init.some((loop) => loop.run === run) ? "spec.initContainers" : "spec.containers";
    const path = run ? `${list}{${run.container.name}}` : undefined;
    context.recorder.record(this.#pod, type, reason, message, { component: "kubelet", host: node }, path);
  }

  /** How one container behaves: the annotation is about one of them, or about all of a job's. */
  #behaviourFor(name: string): ContainerBehaviour {
    const { kind, container } = this.#behaviour;
    if (!this.#afflicted) return OK;
    const ends = kind === "complete" || kind === "fail";
    const target = container ?? (ends ? name : this.#pod.spec.containers[0]?.name);
    return target === name ? this.#behaviour : OK;
  }

  #runInit(index: number): void {
    const loop = this.#init[index];
    if (!loop) {
      for (const main of this.#main) main.launch();
      return;
    }
    const { clock, random } = this.#host.context;
    const crashes = this.#initCrashes && index === 0;
    loop.pull(() => {
      loop.begin();
      this.#after(crashes ? 2_500 : random.int(1_000, 3_000), () => {
        loop.run.end(clock.now(), crashes ? this.#behaviour.exitCode : 0, crashes ? "Error" : "Completed");
        loop.run.ready = !crashes;
        this.#sync();
        if (crashes) loop.restart(() => this.#runInit(index));
        else this.#runInit(index + 1);
      });
    });
  }

  get #initCrashes(): boolean {
    return this.#behaviour.kind === "init-crash" && this.#afflicted;
  }

  #evict(run: ContainerRun): void {
    const { name, resources } = run.container;
    const request = resources?.requests?.memory ?? "0";
    const message = `The node was low on resource: memory. Threshold quantity: 100Mi, available: 84532Ki. Container ${name} was using 1893528Ki, request is ${request}, has larger consumption of memory. `;
    this.#failure = { reason: "Evicted", message };
    this.#event("Warning", "Evicted", message, undefined);
    this.#sync();
    this.stop();
  }

  /** Long ago: the pod reaches its state at once; what crashes is caught up with when the detailed time begins. */
  #sketch(): void {
    const { clock, random, start } = this.#host.context;
    const now = clock.now();
    this.#podIp = this.#host.podIp();
    if (!this.#initCrashes) {
      for (const { run } of this.#init) {
        run.start(now, random.hex(64));
        run.end(now + 1_000, 0, "Completed");
        run.ready = true;
      }
    }
    for (const loop of this.#main) loop.sketch(now);
    this.#sync();
    this.#after(start - now - 10 * 60_000, () => {
      if (this.#initCrashes) this.#runInit(0);
      else for (const loop of this.#main) loop.catchUp(clock.now(), this.#startTime);
      this.#sync();
    });
  }
}
