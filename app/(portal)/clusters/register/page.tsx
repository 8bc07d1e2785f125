import type { Metadata } from "next";
import { ForbiddenState } from "#components/ui/forbidden-state";
import { currentViewer } from "../../current-viewer.ts";
import { RegisterView } from "./client.tsx";

export const metadata: Metadata = { title: "Register cluster" };

export default async function RegisterPage() {
  const { portalRole } = await currentViewer();
  if (portalRole !== "platform") {
    return (
      <ForbiddenState
        missing="Only platform engineers register clusters."
        grantedBy="A platform engineer can give you the role."
      />
    );
  }
  return <RegisterView />;
}
