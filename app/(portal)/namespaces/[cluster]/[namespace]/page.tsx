import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { namespaceQuery } from "#lib/namespaces/queries";
import { namespaceParamsSchema } from "#lib/namespaces/schemas";
import { Prefetched } from "../../../prefetched.tsx";
import { NamespaceView } from "./client.tsx";

type PageProps = { params: Promise<{ cluster: string; namespace: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const parsed = namespaceParamsSchema.safeParse(await params);
  return { title: parsed.success ? `${parsed.data.namespace} in ${parsed.data.cluster}` : "Namespace" };
}

export default async function NamespacePage({ params }: PageProps) {
  const parsed = namespaceParamsSchema.safeParse(await params);
  if (!parsed.success) notFound();
  return (
    <Prefetched query={namespaceQuery(parsed.data)}>
      <NamespaceView place={parsed.data} />
    </Prefetched>
  );
}
