"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { searchQuery } from "#lib/search/queries";
import type { SearchHit } from "#lib/search/schemas";
import { SectionIcon } from "../layout/section-icon.tsx";
import { StatusMark } from "../ui/status.tsx";
import { PaletteGroup, PaletteItem } from "./items.tsx";

const HEADING: Record<SearchHit["kind"], string> = {
  app: "Apps",
  workload: "Workloads",
  namespace: "Namespaces",
  cluster: "Clusters",
};
const SECTION = { app: "apps", workload: "apps", namespace: "namespaces", cluster: "clusters" } as const;
const KINDS = ["app", "workload", "namespace", "cluster"] as const;

export type SearchResultsProps = { query: string; onOpen: (href: string) => void };

/** What the server found by name, only of what the viewer may see. */
export function SearchResults({ query, onOpen }: SearchResultsProps) {
  const { data } = useQuery({
    ...searchQuery(query),
    enabled: query !== "",
    placeholderData: keepPreviousData,
  });
  if (query === "" || data === undefined) return null;
  return KINDS.map((kind) => {
    const hits = data.items.filter((hit) => hit.kind === kind);
    if (hits.length === 0) return null;
    return (
      <PaletteGroup key={kind} heading={HEADING[kind]}>
        {hits.map((hit) => (
          <PaletteItem
            key={hit.key}
            value={`${hit.name} ${hit.detail} ${hit.key}`}
            icon={
              hit.level ? (
                <span className="inline-flex w-4 justify-center">
                  <StatusMark level={hit.level} />
                </span>
              ) : (
                <SectionIcon id={SECTION[kind]} className="size-4" />
              )
            }
            detail={hit.detail}
            onSelect={() => onOpen(hit.href)}
          >
            {hit.name}
          </PaletteItem>
        ))}
      </PaletteGroup>
    );
  });
}
