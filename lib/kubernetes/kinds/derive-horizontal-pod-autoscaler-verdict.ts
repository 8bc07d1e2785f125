import type { HorizontalPodAutoscalerRow } from "../types/rows.ts";
import type { Verdict } from "../types/verdict.ts";
import { condenseMessage } from "./condense-message.ts";
import { makeVerdict } from "./make-verdict.ts";

/** Judges an autoscaler by its conditions. Pure. */
export function deriveHorizontalPodAutoscalerVerdict(hpa: HorizontalPodAutoscalerRow): Verdict {
  const { conditions, current, desired, min, max } = hpa;
  const find = (type: string) => conditions.find((one) => one.type === type);
  const target = `\`${hpa.targetName}\``;
  if (conditions.length === 0) {
    const sentence = `No autoscaler has looked at ${target} yet, so nothing is known of its scale`;
    return makeVerdict("unknown", "Unknown", sentence, { cause: "hpa-unseen" });
  }
  const able = find("AbleToScale");
  if (able?.status === "False") {
    const why = able.message ? `: ${condenseMessage(able.message)}` : "";
    return makeVerdict("degraded", "Cannot scale", `It cannot scale ${target}${why}`, {
      cause: "hpa-unable",
      since: able.since,
    });
  }
  const active = find("ScalingActive");
  if (active?.status === "False") {
    if (active.reason === "ScalingDisabled") {
      return makeVerdict("idle", "Off", `${target} is scaled to zero, so it does not scale`, {
        cause: "hpa-off",
        since: active.since,
      });
    }
    const why = active.message ? `: ${condenseMessage(active.message)}` : "";
    return makeVerdict("degraded", "No metrics", `It does not scale ${target}${why}`, {
      cause: "hpa-metrics",
      since: active.since,
    });
  }
  const limited = find("ScalingLimited");
  if (limited?.status === "True" && limited.reason === "TooManyReplicas") {
    return makeVerdict("degraded", "At maximum", `${target} has its maximum of ${max} replicas and needs more`, {
      cause: "hpa-maximum",
      since: limited.since,
    });
  }
  if (desired !== current) {
    return makeVerdict("progressing", "Scaling", `Scaling ${target} from ${current} to ${desired} replicas`, {
      cause: "scaling",
    });
  }
  return makeVerdict("healthy", "Healthy", `${current} replicas of ${target}, between ${min} and ${max}`);
}
