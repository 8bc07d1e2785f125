import type { Summary } from "#lib/summary/schemas";
import { ResourceCard } from "./resource-card.tsx";
import { RESOURCES } from "./resources.ts";

/** The whole fleet, resource by resource. */
export function ResourceCards({ total, coverage }: Pick<Summary, "total" | "coverage">) {
  const { measuredPods, quotasKnown } = total;
  const shared = { measuredPods, quotasKnown, useStale: coverage.useStale > 0 };
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
      {RESOURCES.map(({ key, ...resource }) => (
        <ResourceCard key={key} {...resource} sums={total[key]} {...shared} />
      ))}
    </div>
  );
}
