import type { WorkloadRow } from "#lib/workloads/schemas";
import { Sparkline } from "../charts/sparkline.tsx";
import { cn } from "../ui/cn.tsx";

type RestartsProps = Pick<WorkloadRow, "restarts" | "restartHours"> & { level: WorkloadRow["verdict"]["level"] };

/** Restarts of the present pods, and when they were in the last day, where there were any. */
export function Restarts({ restarts, restartHours, level }: RestartsProps) {
  if (restarts === 0) return <span className="text-ink-3">0</span>;
  const title = restartHours?.includes(null)
    ? "Restarts by hour, last 24 h; dotted where nobody watched"
    : "Restarts by hour, last 24 h";
  return (
    <span className="inline-flex items-center gap-2" title={restartHours && title}>
      {restartHours && (
        <Sparkline values={restartHours} className={cn(level === "failing" ? "text-failing" : "text-ink-3")} />
      )}
      <span>{restarts.toLocaleString("en-US")}</span>
    </span>
  );
}
