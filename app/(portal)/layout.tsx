import type { ReactNode } from "react";
import { Shell } from "#components/layout/shell";
import { LiveProvider } from "#components/live/live-provider";
import { clustersQuery } from "#lib/clusters/queries";
import { currentViewer } from "./current-viewer.ts";
import { Prefetched } from "./prefetched.tsx";

/** The signed-in shell. It shows who looks and where they may go; what they see is decided by the verbs of each page. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { displayName, email, portalRole, teams, sections } = await currentViewer();
  return (
    <Prefetched query={clustersQuery()} optional>
      <LiveProvider>
        <Shell viewer={{ displayName, email, portalRole, teams, sections }}>{children}</Shell>
      </LiveProvider>
    </Prefetched>
  );
}
