"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { chainStatusQuery } from "#lib/audit/queries";
import type { ChainStatus } from "#lib/audit/schemas";
import { Button } from "../ui/button.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { Popover } from "../ui/popover.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Status } from "../ui/status.tsx";

/** Whether the rows are what was written: each one's hash covers the one before it. */
export function ChainBadge() {
  const { data, isFetching, error, refetch } = useQuery({ ...chainStatusQuery, staleTime: 60_000 });
  return (
    <Popover
      label="The chain of the audit"
      align="end"
      trigger={
        <Button icon={<ShieldCheck aria-hidden />} busy={isFetching && data === undefined}>
          {wordOf(data, error)}
        </Button>
      }
    >
      <div className="grid gap-3 p-3.5 text-table">
        {data ? (
          <Findings status={data} />
        ) : (
          <p className="text-ink-2">{error ? error.message : "Reading the chain."}</p>
        )}
        <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
          Check again
        </Button>
      </div>
    </Popover>
  );
}

function wordOf(status: ChainStatus | undefined, error: Error | null): string {
  if (error) return "Chain not checked";
  if (status === undefined) return "Checking the chain";
  return status.broken ? "Chain is broken" : "Chain is unbroken";
}

function Findings({ status }: { status: ChainStatus }) {
  const { broken, checked, openIntents, head, checkedAt } = status;
  const facts = [
    { term: "Rows", value: checked.toLocaleString("en-US") },
    { term: "Not finished", value: openIntents.toLocaleString("en-US") },
    { term: "Checked", value: <RelativeTime at={checkedAt / 1000} suffix="ago" /> },
    ...(head ? [{ term: "End", value: <Copyable text={head.hash} what="hash of the end" /> }] : []),
  ];
  return (
    <>
      <Status
        level={broken ? "failing" : "healthy"}
        label={broken ? `Row ${broken.seq} does not fit` : "Every row fits the one before it"}
      />
      {broken && (
        <p className="text-ink-2">
          {broken.reason === "changed" ? "It is not what was written." : "A row before it is missing."} Compare with a
          backup before anything else is done.
        </p>
      )}
      <DefinitionList items={facts} />
      <p className="text-ink-2 text-small">Keep the end elsewhere: it proves later that nothing was cut off.</p>
    </>
  );
}
