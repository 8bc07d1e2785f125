"use client";

import { Page } from "#components/layout/page";
import { Trail } from "#components/layout/trail";
import { WorkloadView } from "#components/workload-drawer/workload-view";
import type { WorkloadRef } from "#lib/workloads/schemas";

export function WorkloadPageView({ workload }: { workload: WorkloadRef }) {
  return (
    <Page>
      <div className="mx-auto max-w-5xl">
        <Trail
          steps={[
            { label: "Apps", href: "/apps" },
            {
              label: `${workload.cluster} / ${workload.namespace}`,
              href: `/namespaces/${workload.cluster}/${workload.namespace}`,
            },
          ]}
        />
        <WorkloadView workload={workload} />
      </div>
    </Page>
  );
}
