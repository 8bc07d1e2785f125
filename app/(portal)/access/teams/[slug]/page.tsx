import type { Metadata } from "next";
import { getTeam } from "#lib/teams/get-team";
import { teamQuery } from "#lib/teams/queries";
import { PrefetchedVerb } from "../../../prefetched-verb.tsx";
import { TeamView } from "./client.tsx";

type PageProps = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).slug) };
}

export default async function TeamPage({ params }: PageProps) {
  const { slug } = await params;
  return (
    <PrefetchedVerb queryKey={teamQuery(slug).queryKey} read={(ctx) => getTeam(ctx, slug)}>
      <TeamView slug={slug} />
    </PrefetchedVerb>
  );
}
