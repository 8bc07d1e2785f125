import type { ReactNode } from "react";
import type { z } from "zod";
import type { partStateSchema } from "#lib/workloads/schemas";
import { EmptyState } from "../ui/empty-state.tsx";
import { ForbiddenState } from "../ui/forbidden-state.tsx";

export type PartState = z.infer<typeof partStateSchema>;

export type PartProps = {
  state: PartState;
  /** What the part shows: "events", "ConfigMaps and Secrets". */
  what: string;
  empty: boolean;
  /** Said when there is really nothing. */
  emptyText: string;
  children: ReactNode;
};

/** A part of a detail: not allowed, not readable, still coming, really empty and there are five different things. */
export function Part({ state, what, empty, emptyText, children }: PartProps) {
  if (state === "not-allowed") {
    return (
      <ForbiddenState
        missing={`Your role here does not include ${what}.`}
        grantedBy="An owner of the team or a platform engineer can grant a role that does."
      />
    );
  }
  if (state === "forbidden") {
    return (
      <EmptyState title={`The cluster does not let the portal read ${what}.`}>
        A platform engineer can widen the cluster's credential.
      </EmptyState>
    );
  }
  if (state === "unsupported") return <EmptyState title={`This cluster does not serve ${what}.`} />;
  if (!empty) return children;
  if (state === "starting") return <EmptyState title={`Reading ${what} for the first time.`} />;
  return <EmptyState title={emptyText} />;
}
