import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { kindOfSlug } from "#lib/workloads/format";
import { workloadQuery } from "#lib/workloads/queries";
import { type WorkloadRef, workloadParamsSchema } from "#lib/workloads/schemas";
import { Prefetched } from "../../../../../prefetched.tsx";
import { WorkloadPageView } from "./client.tsx";

type PageProps = { params: Promise<{ cluster: string; namespace: string; kind: string; name: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { name, cluster } = await params;
  return { title: `${decodeURIComponent(name)} in ${decodeURIComponent(cluster)}` };
}

export default async function WorkloadPage({ params }: PageProps) {
  const workload = readRef(await params);
  if (workload === undefined) notFound();
  return (
    <Prefetched query={workloadQuery(workload)}>
      <WorkloadPageView workload={workload} />
    </Prefetched>
  );
}

function readRef(params: Awaited<PageProps["params"]>): WorkloadRef | undefined {
  const parsed = workloadParamsSchema.safeParse({ ...params, kind: kindOfSlug(params.kind) });
  return parsed.success ? parsed.data : undefined;
}
