import type { ReactNode } from "react";
import { Meter } from "../ui/meter.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { Td } from "../ui/table.tsx";
import type { SumsLine } from "./sums-lines.ts";

export type SumsCellProps = {
  /** Of the column, which has no head on a phone. */
  name: string;
  /** Read aloud before each bar: "CPU of Payments". */
  label: string;
  lines: readonly SumsLine[];
};

/** All figures of one resource, one below the other. */
export function SumsCell({ name, label, lines }: SumsCellProps) {
  return (
    <ResourceTd name={name}>
      <div className="grid gap-1.5">
        {lines.map((line) => (
          <SumsFigure key={line.label} of={label} line={line} />
        ))}
      </div>
    </ResourceTd>
  );
}

function SumsFigure({ of, line: { label, text, reason, bar, note, title } }: { of: string; line: SumsLine }) {
  return (
    <div title={title}>
      <div className="flex justify-between gap-3 whitespace-nowrap text-small">
        <span className="text-ink-3">{label}</span>
        <span className="nums">{text ?? <Dash reason={note ?? reason} />}</span>
      </div>
      {bar && text && <Meter label={`${of}: ${label}`} {...bar} text={text} className="mt-1 h-1" />}
      {note && (
        <div aria-hidden={text === undefined} className="mt-0.5 text-right text-ink-3 text-small">
          {note}
        </div>
      )}
    </div>
  );
}

/** The cell of a resource that is not there, with the reason on hover. */
export function NoSums({ name, reason }: { name: string; reason: string }) {
  return (
    <ResourceTd name={name}>
      <div className="text-right">
        <Dash reason={reason} />
      </div>
    </ResourceTd>
  );
}

function ResourceTd({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Td className="w-1/4 min-w-48 max-sm:grid max-sm:w-full max-sm:grid-cols-[4.5rem_minmax(0,1fr)] max-sm:gap-2">
      <span className="text-small sm:hidden">{name}</span>
      {children}
    </Td>
  );
}
