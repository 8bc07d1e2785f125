import type { AppRow } from "#lib/apps/schemas";
import { cn } from "../ui/cn.tsx";

export type VersionCellProps = { versions: AppRow["versions"][number] | undefined; environmentName: string };

/** What one environment runs; amber when it is not what the environment before it runs. */
export function VersionCell({ versions, environmentName }: VersionCellProps) {
  if (!versions || versions.versions.length === 0) {
    return (
      <span className="text-ink-3" title={versions ? "The image has no version" : `Not in ${environmentName}`}>
        –
      </span>
    );
  }
  const behind = !versions.current;
  return (
    <span
      className={cn("mono block truncate", behind && "text-degraded")}
      title={`${versions.versions.join(", ")}${behind ? ": not what the environment before runs" : ""}`}
    >
      {versions.versions[0]}
      {versions.versions.length > 1 && <span className="text-ink-3"> +{versions.versions.length - 1}</span>}
    </span>
  );
}
