"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { isNamespacePattern } from "#lib/grants/format";
import type { GrantPreview } from "#lib/grants/schemas";
import { sendJson } from "#lib/http/api-client";
import { useSettled } from "../forms/use-settled.tsx";
import { Banner } from "../ui/banner.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { NamespaceList } from "./namespace-list.tsx";

type Grant = {
  subject: { kind: string; id: string };
  target: { kind: string; id: string };
  namespaces: readonly string[];
  role: string;
};

/** What a grant would reach now. */
export function GrantPreviewPanel({ grant }: { grant: Grant }) {
  const settled = useSettled(JSON.stringify(grant));
  const empty = grant.namespaces.length === 0;
  const unfinished = grant.namespaces.some((name) => !isNamespacePattern(name));
  const { data, error } = useQuery({
    queryKey: ["grant-preview", settled],
    queryFn: ({ signal }) => sendJson<GrantPreview>("POST", "/api/grants/preview", JSON.parse(settled), signal),
    enabled: !empty && !unfinished,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section
      aria-label="What it reaches now"
      aria-live="polite"
      className="grid content-start gap-2.5 rounded-lg bg-bg p-3 text-table"
    >
      <h3 className="text-table">What it reaches now</h3>
      {empty && <p className="text-ink-2">Name a namespace or a pattern to see what matches.</p>}
      {!empty && error && <p className="text-ink-2">{error.message}</p>}
      {!empty && !error && (data === undefined ? <Waiting unfinished={unfinished} /> : <Reach preview={data} />)}
    </section>
  );
}

function Waiting({ unfinished }: { unfinished: boolean }) {
  if (unfinished)
    return (
      <p className="text-ink-2">
        Finish the name: lower-case letters, digits, hyphens inside, and * for any characters.
      </p>
    );
  return <Skeleton className="h-24 w-full" />;
}

function Reach({ preview }: { preview: GrantPreview }) {
  const { clusters, unmatched, warnings, people } = preview;
  return (
    <>
      {warnings.map((warning) => (
        <Banner key={warning.code}>
          <Sentence text={warning.sentence} />
        </Banner>
      ))}
      {people !== undefined && (
        <p className="text-ink-2">
          For {people.toLocaleString("en-US")} {people === 1 ? "person" : "people"} now.
        </p>
      )}
      {clusters.length === 0 && <p className="text-ink-2">No cluster is there yet: the grant waits for one.</p>}
      <ul className="grid gap-2">
        {clusters.map((cluster) => (
          <li key={cluster.slug} className="grid gap-1">
            <span className="flex flex-wrap justify-between gap-x-3">
              <span className="font-medium">{cluster.name}</span>
              <span className="nums text-ink-3">
                {cluster.namespaces.length} of {cluster.known} namespaces
              </span>
            </span>
            {cluster.namespaces.length > 0 && <NamespaceList names={cluster.namespaces} />}
            {!cluster.complete && <span className="text-ink-2 text-small">Not live now: there may be more.</span>}
          </li>
        ))}
      </ul>
      {unmatched.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-ink-2">
          Nowhere yet: <NamespaceList names={unmatched} />
        </p>
      )}
    </>
  );
}
