import type { Pod } from "../../types/workloads.ts";

export const BEHAVIOUR_ANNOTATION = "demo.wheelhouse.example/behaviour";

/**
 * How a container behaves, from the pod's annotation: words such as `oom every=75s container=api`.
 * - `ok` runs for ever; `ready=3s` until its readiness probe succeeds
 * - `slow` the same with `ready=45s`
 * - `unready` runs, the readiness probe never succeeds
 * - `flapping` ready for `every`, unready for `for`, and so on
 * - `oom`, `crash` run for `every`, then end with 137/OOMKilled or `code`
 * - `complete`, `fail` run for `after`, then end with 0 or `code`
 * - `image-pull` the image does not exist; `config` a ConfigMap it needs does not exist
 * - `init-crash` the first init container ends with `code`
 * - `evicted` runs for `after`, then its node evicts it for memory
 */
export type BehaviourKind =
  | "ok"
  | "slow"
  | "unready"
  | "flapping"
  | "oom"
  | "crash"
  | "complete"
  | "fail"
  | "image-pull"
  | "config"
  | "init-crash"
  | "evicted";

export type Behaviour = {
  kind: BehaviourKind;
  /** Milliseconds from start to ready. */
  readyMs: number;
  /** Milliseconds a run lasts; infinite for those that stay. */
  lifeMs: number;
  /** `flapping`: how long it stays unready. */
  downMs: number;
  exitCode: number;
  /** The container it is about; absent: the first one. */
  container: string | undefined;
  /** How many pods of the same owner behave so at a time; `pods=1`. */
  pods: number;
};

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

function duration(text: string | undefined, fallback: number): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text ?? "");
  return match ? Number(match[1]) * (UNITS[match[2] ?? "s"] ?? 1_000) : fallback;
}

const LIFE: Partial<Record<BehaviourKind, number>> = {
  oom: 60_000,
  crash: 8_000,
  complete: 20_000,
  fail: 8_000,
  evicted: 60_000,
  flapping: 90_000,
};

/** The behaviour of a pod's containers. Unknown words mean `ok`. */
export function behaviourOf(pod: Pod): Behaviour {
  const [kind = "ok", ...words] = (pod.metadata.annotations?.[BEHAVIOUR_ANNOTATION] ?? "ok").split(/\s+/);
  const options = new Map(words.map((word) => word.split("=") as [string, string]));
  const known = (
    kind in LIFE || ["slow", "unready", "image-pull", "config", "init-crash"].includes(kind) ? kind : "ok"
  ) as BehaviourKind;
  const life = LIFE[known];
  return {
    kind: known,
    readyMs: duration(options.get("ready"), known === "slow" ? 45_000 : 3_000),
    lifeMs:
      life === undefined ? Number.POSITIVE_INFINITY : duration(options.get("every") ?? options.get("after"), life),
    downMs: duration(options.get("for"), 30_000),
    exitCode: Number(options.get("code") ?? (known === "oom" ? 137 : known === "complete" ? 0 : 1)),
    container: options.get("container"),
    pods: Number(options.get("pods") ?? Number.POSITIVE_INFINITY),
  };
}
