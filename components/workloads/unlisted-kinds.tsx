import type { UnlistedKind } from "#lib/workloads/schemas";

const KINDS: Readonly<Record<string, string>> = {
  Service: "Services",
  Ingress: "Ingresses",
  HorizontalPodAutoscaler: "autoscalers",
  PersistentVolumeClaim: "volume claims",
};

const WHY: Readonly<Record<UnlistedKind["state"], (what: string) => string>> = {
  starting: (what) => `Reading ${what} for the first time.`,
  forbidden: (what) => `The cluster does not let the portal read ${what}: there may be some.`,
  "not-allowed": (what) => `Your role here does not include ${what}: there may be some.`,
};

/** What a list lacks because it cannot be read, said once for each reason. */
export function UnlistedKinds({ unlisted }: { unlisted: readonly UnlistedKind[] }) {
  if (unlisted.length === 0) return null;
  const reasons = Map.groupBy(unlisted, ({ state }) => state);
  return (
    <ul className="grid gap-0.5 px-1 py-2 text-ink-2 text-table">
      {[...reasons].map(([state, kinds]) => (
        <li key={state}>{WHY[state](kinds.map(({ kind }) => KINDS[kind] ?? kind).join(" and "))}</li>
      ))}
    </ul>
  );
}
