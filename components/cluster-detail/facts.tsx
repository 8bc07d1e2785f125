import { shareOf } from "#lib/clusters/format";
import type { ClusterRow } from "#lib/clusters/schemas";
import { formatBytes, formatCount, formatCpu, formatUse, type QuotaUnit } from "#lib/core/format-quantity";
import { Card } from "../ui/card.tsx";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { Stat } from "../ui/stat.tsx";

const NOT_LISTED = "The list has not arrived yet";

/** The figures of a cluster: what there is, and how much of it is requested. */
export function ClusterFacts({ row }: { row: ClusterRow }) {
  const whole = row.nodes !== undefined;
  const seen = row.narrow ? "Readable" : "Your";
  return (
    <div className="grid grid-cols-2 gap-2.5 sm:grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))]">
      {whole && <Stat label="Nodes" value={row.nodes} detail={notReady(row)} />}
      <Stat
        label={whole ? "Pods" : `${seen} pods`}
        value={row.pods === undefined ? <Dash reason={NOT_LISTED} /> : formatCount(row.pods)}
      />
      {row.namespaces !== undefined && (
        <Stat label={whole ? "Namespaces" : `${seen} namespaces`} value={formatCount(row.namespaces)} />
      )}
      {!whole && row.cpu.requested !== undefined && <Stat label="CPU requested" value={formatCpu(row.cpu.requested)} />}
      {!whole && row.memory.requested !== undefined && (
        <Stat label="Memory requested" value={formatBytes(row.memory.requested)} />
      )}
      {whole && <Use label="CPU requested" unit="cores" capacity={row.cpu} />}
      {whole && <Use label="Memory requested" unit="bytes" capacity={row.memory} />}
      {whole && row.gpu.allocatable ? <Use label="GPUs requested" unit="count" capacity={row.gpu} /> : null}
    </div>
  );
}

function notReady({ nodesNotReady }: ClusterRow) {
  if (!nodesNotReady) return undefined;
  return <span className="text-degraded">{nodesNotReady} not ready</span>;
}

type UseProps = { label: string; unit: QuotaUnit; capacity: ClusterRow["cpu"] };

function Use({ label, unit, capacity }: UseProps) {
  const share = shareOf(capacity);
  if (share === undefined) return <Stat label={label} value={<Dash reason={NOT_LISTED} />} />;
  const text = formatUse(unit, capacity.requested ?? 0, capacity.allocatable ?? 0);
  return (
    <Card className="grid content-start gap-1.5 px-3 py-2.5">
      <span className="flex items-baseline justify-between gap-2 text-small">
        <span className="text-ink-3">{label}</span>
        <span className="nums text-ink-2">{Math.round(share * 100)} %</span>
      </span>
      <Meter label={label} value={share} max={1} text={text} hotFrom={0.85} />
      <span className="nums text-ink-2 text-small">{text}</span>
    </Card>
  );
}
