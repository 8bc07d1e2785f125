import type { ReactNode } from "react";
import { Card } from "./card.tsx";

export type StatProps = { label: ReactNode; value: ReactNode; detail?: ReactNode };

/** One figure with its name. */
export function Stat({ label, value, detail }: StatProps) {
  return (
    <Card className="px-3 py-2.5">
      <div className="text-ink-3 text-small">{label}</div>
      <div className="nums font-semibold text-stat tracking-[-0.01em]">
        {value}
        {detail && <span className="ml-1 font-medium text-ink-2 text-table">{detail}</span>}
      </div>
    </Card>
  );
}
