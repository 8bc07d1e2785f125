import { KeyRound } from "lucide-react";
import Link from "next/link";
import type { ReachingGrant } from "#lib/clusters/schemas";
import { NamespaceList } from "../access/namespace-list.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { Expiry } from "./credentials-card.tsx";

const VIA = { cluster: "this cluster", "cluster-group": "group", environment: "environment" } as const;

/** The grants in force that reach the cluster, and how. */
export function AccessTab({ slug, grants }: { slug: string; grants: readonly ReachingGrant[] }) {
  const add = (
    <Button size="sm" asChild>
      <Link href={`/access/grants?new=true&cluster=${slug}`}>Grant access</Link>
    </Button>
  );
  if (grants.length === 0) {
    return (
      <Card>
        <EmptyState icon={<KeyRound />} title="No grant reaches this cluster." action={add}>
          Only platform engineers and managers see it.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <div className="mb-2 flex items-center justify-between gap-2">
        <p className="text-ink-2 text-table">Who reaches this cluster now, besides platform engineers.</p>
        {add}
      </div>
      <Card>
        <Table aria-label="Grants">
          <thead>
            <tr>
              <Th>Who</Th>
              <Th>Role</Th>
              <Th>Namespaces</Th>
              <Th>Through</Th>
              <Th>Ends</Th>
            </tr>
          </thead>
          <tbody>
            {grants.map((grant) => (
              <Tr key={grant.id}>
                <Td className="font-medium">
                  {grant.subject} {grant.subjectKind === "user" && <Badge>person</Badge>}
                </Td>
                <Td>{grant.role}</Td>
                <Td>
                  <NamespaceList names={grant.namespaces} />
                </Td>
                <Td className="text-ink-2">
                  {grant.via === "cluster" ? VIA.cluster : `${VIA[grant.via]} ${grant.viaName}`}
                </Td>
                <Td className="whitespace-nowrap">
                  {grant.expiresAt === undefined ? (
                    <span className="text-ink-3">no end</span>
                  ) : (
                    <Expiry at={grant.expiresAt} />
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  );
}
