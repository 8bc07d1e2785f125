import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { clusterQuery } from "#lib/clusters/queries";
import { slugSchema } from "#lib/clusters/schemas";
import { Prefetched } from "../../prefetched.tsx";
import { ClusterView } from "./client.tsx";

type PageProps = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).slug) };
}

export default async function ClusterPage({ params }: PageProps) {
  const { slug } = await params;
  if (!slugSchema.safeParse(slug).success) notFound();
  return (
    <Prefetched query={clusterQuery(slug)}>
      <ClusterView slug={slug} />
    </Prefetched>
  );
}
