import { apiErrors, type Target } from "../registry/api-error.ts";
import type { Store } from "../store/store.ts";
import type { LimitRange } from "../types/policy.ts";
import type { Container, Pod } from "../types/workloads.ts";
import { quantityValue } from "../util/quantity.ts";

function withDefaults(container: Container, ranges: LimitRange["spec"]["limits"]): Container {
  let { requests = {}, limits = {} } = container.resources ?? {};
  for (const range of ranges) {
    limits = { ...range.default, ...limits };
    const asLimits = Object.fromEntries(Object.entries(limits).filter(([name]) => range.default?.[name]));
    requests = { ...asLimits, ...range.defaultRequest, ...requests };
  }
  return { ...container, resources: { ...container.resources, requests, limits } };
}

function problems(container: Container, ranges: LimitRange["spec"]["limits"]): string[] {
  return ranges.flatMap((range) => {
    const over = Object.entries(range.max ?? {})
      .filter(([name, max]) => quantityValue(container.resources?.limits?.[name]) > quantityValue(max))
      .map(
        ([name, max]) =>
          `maximum ${name} usage per Container is ${max}, but limit is ${container.resources?.limits?.[name]}`,
      );
    const under = Object.entries(range.min ?? {})
      .filter(([name, min]) => {
        const request = container.resources?.requests?.[name];
        return request !== undefined && quantityValue(request) < quantityValue(min);
      })
      .map(
        ([name, min]) =>
          `minimum ${name} usage per Container is ${min}, but request is ${container.resources?.requests?.[name]}`,
      );
    return [...over, ...under];
  });
}

/** Gives a new pod the defaults of its namespace's LimitRanges and refuses what is outside their bounds. */
export function applyLimitRanges(store: Store, target: Target, pod: Pod): Pod {
  const ranges = (store.list("limitranges", pod.metadata.namespace) as LimitRange[])
    .flatMap(({ spec }) => spec.limits)
    .filter(({ type }) => type === "Container");
  if (ranges.length === 0) return pod;
  const containers = pod.spec.containers.map((container) => withDefaults(container, ranges));
  const found = containers.flatMap((container) => problems(container, ranges));
  if (found.length > 0) {
    const texts = found.length === 1 ? found[0] : `[${found.join(", ")}]`;
    throw apiErrors.forbidden(target, pod.metadata.name, texts ?? "");
  }
  return { ...pod, spec: { ...pod.spec, containers } };
}
