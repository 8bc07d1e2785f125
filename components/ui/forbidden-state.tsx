import { ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state.tsx";

export type ForbiddenStateProps = {
  /** What is missing: "You need the right to read events in pay-checkout". */
  missing: string;
  /** Who can give it. */
  grantedBy?: ReactNode;
  action?: ReactNode;
};

/** No permission: a shield, what is missing, and who can grant it. Different from empty. */
export function ForbiddenState({ missing, grantedBy, action }: ForbiddenStateProps) {
  return (
    <EmptyState icon={<ShieldAlert />} title={missing} action={action}>
      {grantedBy}
    </EmptyState>
  );
}
