import type { Metadata } from "next";
import { listUsers } from "#lib/users/list-users";
import { usersQuery } from "#lib/users/queries";
import { PrefetchedVerb } from "../../prefetched-verb.tsx";
import { PeopleView } from "./client.tsx";

export const metadata: Metadata = { title: "People" };

export default function PeoplePage() {
  return (
    <PrefetchedVerb queryKey={usersQuery.queryKey} read={listUsers} missing="Only platform engineers manage accounts.">
      <PeopleView />
    </PrefetchedVerb>
  );
}
