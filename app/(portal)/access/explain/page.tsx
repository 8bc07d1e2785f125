import type { Metadata } from "next";
import { listGrantChoices } from "#lib/grants/list-grant-choices";
import { grantChoicesQuery } from "#lib/grants/queries";
import { PrefetchedVerb } from "../../prefetched-verb.tsx";
import { ExplainView } from "./client.tsx";

export const metadata: Metadata = { title: "Why can they see it" };

export default function ExplainPage() {
  return (
    <PrefetchedVerb
      queryKey={grantChoicesQuery.queryKey}
      read={listGrantChoices}
      missing="Only platform engineers look into other people's access."
    >
      <ExplainView />
    </PrefetchedVerb>
  );
}
