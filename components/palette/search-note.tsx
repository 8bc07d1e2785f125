"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { searchQuery } from "#lib/search/queries";

const NOTE = "px-3 py-8 text-center text-ink-2 text-table";

/** Says why the list is empty: nothing has the name, the server is still looking, or it does not answer. */
export function SearchNote({ query }: { query: string }) {
  const { isError, isFetching } = useQuery({ ...searchQuery(query), enabled: query !== "" });
  if (isError) return <p className={NOTE}>The search does not answer. Only pages and actions are found.</p>;
  return (
    <Command.Empty className={NOTE}>
      {isFetching ? "Searching" : "Nothing that you may see has this name."}
    </Command.Empty>
  );
}
