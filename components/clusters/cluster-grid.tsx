import { groupByEnvironment } from "#lib/clusters/format";
import type { ClusterRow } from "#lib/clusters/schemas";
import { ClusterTile } from "./cluster-tile.tsx";

export type ClusterGridProps = { rows: readonly ClusterRow[]; grouped: boolean };

/** The fleet as tiles; under their environments when there is more than one. */
export function ClusterGrid({ rows, grouped }: ClusterGridProps) {
  const groups = groupByEnvironment(rows);
  if (!grouped || groups.length < 2) return <Tiles rows={rows} label="Clusters" grouped={false} />;
  return (
    <div className="grid gap-4">
      {groups.map(({ environment, rows: own }) => (
        <section key={environment.slug} aria-labelledby={`environment-${environment.slug}`}>
          <h2 id={`environment-${environment.slug}`} className="mb-1.5 text-table">
            {environment.name} <span className="nums font-normal text-ink-3">{own.length}</span>
          </h2>
          <Tiles rows={own} label={environment.name} grouped />
        </section>
      ))}
    </div>
  );
}

function Tiles({ rows, label, grouped }: { rows: readonly ClusterRow[]; label: string; grouped: boolean }) {
  return (
    <ul aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13.5rem),1fr))] gap-2.5">
      {rows.map((row) => (
        <li key={row.key} className="grid grid-cols-[minmax(0,1fr)]">
          <ClusterTile row={row} grouped={grouped} />
        </li>
      ))}
    </ul>
  );
}
