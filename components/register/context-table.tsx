"use client";

import { describeExpiry, expiryLevel } from "#lib/clusters/format";
import type { InspectedContext } from "#lib/clusters/schemas";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { cn } from "../ui/cn.tsx";
import { useNow } from "../ui/now.tsx";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

const KIND = { token: "Token", clientCertificate: "Client certificate" } as const;

export type ContextTableProps = {
  contexts: readonly InspectedContext[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
};

export function isUsable(context: InspectedContext): boolean {
  return context.problems.length === 0;
}

/** The contexts of a file: usable ones to choose from, refused ones with the reason. */
export function ContextTable({ contexts, chosen, onChosen }: ContextTableProps) {
  const usable = contexts.filter(isUsable);
  const all = usable.length > 0 && usable.every((context) => chosen.has(context.name));
  function toggle(name: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(name);
    else next.delete(name);
    onChosen(next);
  }
  return (
    <Card className="overflow-clip">
      <Table aria-label="Contexts of the file">
        <thead>
          <tr>
            <Th className="w-9">
              <Checkbox
                label="Choose all usable contexts"
                disabled={usable.length === 0}
                checked={all ? true : chosen.size > 0 ? "indeterminate" : false}
                onCheckedChange={(on) => onChosen(new Set(on ? usable.map((context) => context.name) : []))}
              />
            </Th>
            <Th>Context</Th>
            <Th>Server</Th>
            <Th>Credential</Th>
            <Th>Ends</Th>
          </tr>
        </thead>
        <tbody>
          {contexts.map((context) => (
            <Tr key={context.name} className={cn(!isUsable(context) && "bg-bg")}>
              <Td>
                <Checkbox
                  label={`Choose ${context.name}`}
                  disabled={!isUsable(context)}
                  checked={chosen.has(context.name)}
                  onCheckedChange={(on) => toggle(context.name, on)}
                />
              </Td>
              <Td className="max-w-56">
                <span className="break-words font-medium">{context.name}</span>
                {context.namespace && (
                  <span className="block text-ink-3 text-small">namespace {context.namespace}</span>
                )}
              </Td>
              {isUsable(context) ? <UsableCells context={context} /> : <RefusedCell context={context} />}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function UsableCells({ context }: { context: InspectedContext }) {
  const now = useNow();
  const { expiresAt } = context;
  const near = ["soon", "urgent", "over"].includes(expiryLevel(expiresAt, now));
  return (
    <>
      <Td>
        <span className="mono break-all">{context.server}</span>
        {context.sameServerAs && (
          <span className="block text-degraded text-small">registered as {context.sameServerAs}</span>
        )}
      </Td>
      <Td className="whitespace-nowrap">{context.credentialKind ? KIND[context.credentialKind] : ""}</Td>
      <Td className={cn("whitespace-nowrap", near ? "text-degraded" : "text-ink-2")}>
        {expiresAt === undefined ? "does not say" : describeExpiry(expiresAt, now)}
      </Td>
    </>
  );
}

function RefusedCell({ context }: { context: InspectedContext }) {
  return (
    <Td colSpan={3}>
      <Status level="failing" label="Refused" className="mb-1" />
      <ul className="grid gap-1">
        {context.problems.map((problem) => (
          <li key={`${problem.field} ${problem.rule}`}>
            <Badge>{problem.field}</Badge> {problem.rule}
            {problem.example && (
              <span className="text-ink-2">
                {" "}
                Example: <code className="mono">{problem.example}</code>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Td>
  );
}
