import { ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state.tsx";

export type ForbiddenStateProps = {
  /** What is missing: "You need the right to read events in pay-checkout". */
  missing: string;
  /** Who can give it. */
  grantedBy?: ReactNode;
  action?: ReactNode;
  heading?: "h1" | "h2";
};

/** No permission: a shield, what is missing, and who can grant it. Different from empty. */
export function ForbiddenState({ missing, grantedBy, action, heading }: ForbiddenStateProps) {
  return (
    <EmptyState icon={<ShieldAlert />} title={missing} action={action} heading={heading}>
      {grantedBy}
    </EmptyState>
  );
}
