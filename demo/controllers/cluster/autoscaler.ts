import { hashFraction } from "../../random/seeded-random.ts";
import type { Condition } from "../../types/object.ts";
import type { HorizontalPodAutoscaler } from "../../types/policy.ts";
import type { Deployment } from "../../types/workloads.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";
import { withCondition } from "../helpers.ts";

const KEY = "horizontalpodautoscalers.autoscaling";
const SYNC_MS = 30_000;
const SOURCE = { component: "horizontal-pod-autoscaler" };
/** A "day" of the demo's load. */
const PERIOD_MS = 14 * 60_000;

/** Scales Deployments by a load that rises and falls, about once in a quarter of an hour. */
export class Autoscaler {
  readonly #context: ControllerContext;

  constructor(context: ControllerContext) {
    this.#context = context;
    const { clock, start } = context;
    clock.after(Math.max(1_000, start - 11 * 60_000 - clock.now()), () => this.#sync());
  }

  #sync(): void {
    const { store, clock } = this.#context;
    for (const object of store.list(KEY)) this.#scale(object as HorizontalPodAutoscaler);
    clock.after(SYNC_MS, () => this.#sync());
  }

  /** The load in replicas' worth of work at the target utilisation. */
  #load({ metadata, spec }: HorizontalPodAutoscaler): number {
    const phase = hashFraction(metadata.uid) * 2 * Math.PI;
    const wave = (Math.sin((this.#context.clock.now() / PERIOD_MS) * 2 * Math.PI + phase) + 1) / 2;
    const [min, max] = [spec.minReplicas ?? 1, spec.maxReplicas];
    return min * 0.8 + (max - min * 0.8) * (0.15 + wave * 0.6);
  }

  #scale(autoscaler: HorizontalPodAutoscaler): void {
    const { store, manager, recorder, clock } = this.#context;
    const { namespace } = autoscaler.metadata;
    const target = store.get("deployments.apps", namespace, autoscaler.spec.scaleTargetRef.name) as
      | Deployment
      | undefined;
    if (!target) {
      this.#report(autoscaler, undefined, 0, 0);
      return;
    }
    const goal = autoscaler.spec.metrics?.[0]?.resource?.target.averageUtilization ?? 80;
    const current = target.spec.replicas;
    const load = this.#load(autoscaler);
    const utilisation = Math.max(1, Math.round((load / Math.max(1, current)) * goal));
    const limits = [autoscaler.spec.minReplicas ?? 1, autoscaler.spec.maxReplicas] as const;
    const off = Math.abs(utilisation / goal - 1) > 0.1;
    const wanted = off ? Math.min(limits[1], Math.max(limits[0], Math.ceil((current * utilisation) / goal))) : current;
    if (wanted !== current) {
      manager.change<Deployment>("deployments.apps", target, (found) => ({
        ...found,
        spec: { ...found.spec, replicas: wanted },
      }));
      const reason =
        wanted > current ? "cpu resource utilization (percentage of request) above target" : "All metrics below target";
      recorder.record(autoscaler, "Normal", "SuccessfulRescale", `New size: ${wanted}; reason: ${reason}`, SOURCE);
    }
    const scaledAt = wanted === current ? autoscaler.status.lastScaleTime : timestamp(clock.now());
    this.#report(autoscaler, { utilisation, current, scaledAt }, wanted, target.metadata.generation ?? 1);
  }

  #report(autoscaler: HorizontalPodAutoscaler, seen: Seen | undefined, wanted: number, generation: number): void {
    const conditions = conditionsOf(autoscaler, seen, wanted, timestamp(this.#context.clock.now())).reduce<Condition[]>(
      withCondition,
      [...((autoscaler.status.conditions as Condition[]) ?? [])],
    );
    const current = seen && { averageUtilization: seen.utilisation, averageValue: `${seen.utilisation * 3}m` };
    this.#context.manager.setStatus(KEY, autoscaler, {
      conditions,
      currentReplicas: seen?.current ?? 0,
      desiredReplicas: wanted,
      ...(generation > 0 ? { observedGeneration: generation } : {}),
      ...(seen?.scaledAt ? { lastScaleTime: seen.scaledAt } : {}),
      currentMetrics: current ? [{ type: "Resource", resource: { name: "cpu", current } }] : null,
    });
  }
}

type Seen = { utilisation: number; current: number; scaledAt: unknown };

const METRIC_FOUND =
  "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)";

function conditionsOf(
  { spec }: HorizontalPodAutoscaler,
  seen: Seen | undefined,
  wanted: number,
  now: string,
): Condition[] {
  const make = (type: string, ok: boolean, reason: string, message: string): Condition => ({
    type,
    status: ok ? "True" : "False",
    reason,
    message,
    lastTransitionTime: now,
  });
  if (!seen) {
    const text = `the HPA controller was unable to get the target's current scale: deployments.apps "${spec.scaleTargetRef.name}" not found`;
    return [make("AbleToScale", false, "FailedGetScale", text)];
  }
  const limited = wanted >= spec.maxReplicas;
  return [
    make("AbleToScale", true, "ReadyForNewScale", "recommended size matches current size"),
    make("ScalingActive", true, "ValidMetricFound", METRIC_FOUND),
    limited
      ? make(
          "ScalingLimited",
          true,
          "TooManyReplicas",
          "the desired replica count is more than the maximum replica count",
        )
      : make("ScalingLimited", false, "DesiredWithinRange", "the desired count is within the acceptable range"),
  ];
}
