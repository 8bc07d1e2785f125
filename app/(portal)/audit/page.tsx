import type { Metadata } from "next";
import { pageContext } from "#lib/http/page-context";
import { AuditView } from "./client.tsx";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage() {
  await pageContext();
  return <AuditView />;
}
