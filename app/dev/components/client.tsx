"use client";

import dynamic from "next/dynamic";
import { PageHeader } from "#components/layout/page-header";
import { ThemeToggle } from "#components/layout/theme-toggle";
import { Controls } from "./controls.tsx";
import { Floating } from "./floating.tsx";
import { Marks } from "./marks.tsx";
import { States } from "./states.tsx";

const DataTableBlock = dynamic(() => import("./data-table-block.tsx").then((block) => block.DataTableBlock));

export function Gallery() {
  return (
    <main className="mx-auto max-w-6xl px-5 py-5">
      <PageHeader
        title="Components"
        detail="Every primitive in all its states"
        description="Screens are built from these and from nothing else. Status colours are for status; a status is always shape, word and colour."
        actions={<ThemeToggle />}
      />
      <Marks />
      <Controls />
      <Floating />
      <States />
      <DataTableBlock />
    </main>
  );
}
