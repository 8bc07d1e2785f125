"use client";

import dynamic from "next/dynamic";
import { workloadPath } from "#lib/workloads/format";
import { useOpenWorkload } from "./open-workload.tsx";
import { WorkloadSkeleton } from "./workload-skeleton.tsx";

const Drawer = dynamic(() => import("../ui/drawer.tsx").then((module) => module.Drawer), { ssr: false });
const WorkloadView = dynamic(() => import("./workload-view.tsx").then((module) => module.WorkloadView), {
  loading: () => <WorkloadSkeleton />,
});

/** The workload that the URL says is open, over the list. */
export function WorkloadDrawer() {
  const { ref, close } = useOpenWorkload();
  if (ref === undefined) return null;
  return (
    <Drawer open onOpenChange={(open) => !open && close()} title={ref.name} pageHref={workloadPath(ref)}>
      <div className="px-4 pt-4 pb-10 sm:px-[22px]">
        <WorkloadView key={workloadPath(ref)} workload={ref} inDrawer />
      </div>
    </Drawer>
  );
}
