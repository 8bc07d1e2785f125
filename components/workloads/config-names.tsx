import { FileText, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardSection } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { Part, type PartState } from "./part-state.tsx";

export type ConfigNamesProps = {
  state: PartState;
  configMaps: readonly string[];
  secrets: readonly string[];
  emptyText: string;
};

/** Names of what something is configured by. Never a value. */
export function ConfigNames({ state, configMaps, secrets, emptyText }: ConfigNamesProps) {
  return (
    <Part
      state={state}
      what="ConfigMaps and Secrets"
      empty={configMaps.length + secrets.length === 0}
      emptyText={emptyText}
    >
      <Card>
        {configMaps.length > 0 && (
          <CardSection title="ConfigMaps">
            <Names
              names={configMaps}
              what="ConfigMap"
              icon={<FileText aria-hidden className="size-3.5 text-ink-3" />}
            />
          </CardSection>
        )}
        {secrets.length > 0 && (
          <CardSection title="Secrets">
            <Names names={secrets} what="Secret" icon={<Lock aria-hidden className="size-3.5 text-ink-3" />} />
            <p className="mt-2 text-ink-3 text-small">Only names: the portal never reads the values.</p>
          </CardSection>
        )}
      </Card>
    </Part>
  );
}

function Names({ names, what, icon }: { names: readonly string[]; what: string; icon: ReactNode }) {
  return (
    <ul className="grid gap-1">
      {names.map((name) => (
        <li key={name} className="flex min-w-0 items-center gap-2">
          {icon}
          <Copyable text={name} what={`${what} name`} />
        </li>
      ))}
    </ul>
  );
}
