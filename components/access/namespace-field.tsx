"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { clusterQuery } from "#lib/clusters/queries";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

const SETTLE_MS = 350;

export type NamespaceFieldProps = { cluster: string; value: string; onChange: (name: string) => void };

/** A namespace, with those of the cluster to choose from; one that does not exist yet may be written, too. */
export function NamespaceField({ cluster, value, onChange }: NamespaceFieldProps) {
  const [text, setText] = useState(value);
  const listId = useId();
  const { queryKey, queryFn } = clusterQuery(cluster);
  const { data } = useQuery({ queryKey, queryFn, enabled: cluster !== "" });
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <Field label="and namespace">
      {(control) => (
        <>
          <Input
            {...control}
            list={listId}
            className="mono"
            spellCheck={false}
            autoComplete="off"
            placeholder="pay-checkout"
            value={text}
            onChange={(event) => setText(event.currentTarget.value.trim().toLowerCase())}
          />
          <datalist id={listId}>
            {data?.namespaces.map((namespace) => (
              <option key={namespace.name} value={namespace.name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
