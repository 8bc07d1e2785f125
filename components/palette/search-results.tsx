"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleUser, HardDrive, Users } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { searchQuery } from "#lib/search/queries";
import type { SearchHit } from "#lib/search/schemas";
import { SectionIcon } from "../layout/section-icon.tsx";
import { PaletteGroup, PaletteItem } from "./items.tsx";

const HEADING: Record<SearchHit["kind"], string> = {
  app: "Apps",
  workload: "Workloads",
  namespace: "Namespaces",
  node: "Nodes",
  cluster: "Clusters",
  team: "Teams",
  person: "People",
};
const ICON: Record<SearchHit["kind"], ReactNode> = {
  app: <SectionIcon id="apps" className="size-4" />,
  workload: <SectionIcon id="apps" className="size-4" />,
  namespace: <SectionIcon id="namespaces" className="size-4" />,
  node: <HardDrive aria-hidden strokeWidth={1.75} />,
  cluster: <SectionIcon id="clusters" className="size-4" />,
  team: <Users aria-hidden strokeWidth={1.75} />,
  person: <CircleUser aria-hidden strokeWidth={1.75} />,
};

export type SearchResultsProps = {
  query: string;
  onOpen: (href: string) => void;
  /** Called with the value of the best hit of each new answer: Enter opens it. */
  onBest: (value: string) => void;
};

/** What the server found by name, only of what the viewer may see. */
export function SearchResults({ query, onOpen, onBest }: SearchResultsProps) {
  const { data } = useQuery({
    ...searchQuery(query),
    enabled: query !== "",
    placeholderData: keepPreviousData,
  });
  const best = data?.text === query ? data.items[0] : undefined;
  useEffect(() => {
    if (best) onBest(itemValue(best));
  }, [best, onBest]);
  if (query === "" || data === undefined) return null;
  return [...new Set(data.items.map(({ kind }) => kind))].map((kind) => {
    const hits = data.items.filter((hit) => hit.kind === kind);
    return (
      <PaletteGroup key={kind} heading={HEADING[kind]}>
        {hits.map((hit) => (
          <PaletteItem
            // The list notices what an item was found for only when the item is new.
            key={`${data.text}/${hit.key}`}
            value={itemValue(hit)}
            found={{ text: data.text, at: data.items.indexOf(hit) }}
            icon={ICON[kind]}
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

function itemValue({ name, detail, key }: SearchHit): string {
  return `${name} ${detail} ${key}`;
}
