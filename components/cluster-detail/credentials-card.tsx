"use client";

import { KeyRound } from "lucide-react";
import { toast } from "#components/ui/notify";
import { describeExpiry, expiryLevel } from "#lib/clusters/format";
import type { ClusterPlatform, CredentialSummary } from "#lib/clusters/schemas";
import { useSubmit } from "../forms/use-submit.tsx";
import { Badge } from "../ui/badge.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { useNow } from "../ui/now.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

const KIND = { token: "Token", client_certificate: "Client certificate" } as const;
const TONE = { active: "healthy", previous: "degraded", revoked: "neutral" } as const;

export type CredentialsCardProps = { slug: string; platform: ClusterPlatform; onRotate: () => void };

/** How Wheelhouse proves who it is to the cluster; never the secret itself. */
export function CredentialsCard({ slug, platform, onRotate }: CredentialsCardProps) {
  const { credentials, custody } = platform;
  const previous = credentials.some((credential) => credential.status === "previous");
  return (
    <Card>
      <CardSection
        title="Credential"
        actions={
          custody === "sealed" && (
            <Button size="sm" icon={<KeyRound aria-hidden />} onClick={onRotate}>
              Rotate credential
            </Button>
          )
        }
      >
        {custody === "file" ? (
          <p className="text-ink-2 text-table">
            Nothing is stored: the operator's own kubeconfig runs a program at each start to get one.
          </p>
        ) : (
          <CredentialTable credentials={credentials} />
        )}
        {previous && <Rotation slug={slug} />}
      </CardSection>
    </Card>
  );
}

function CredentialTable({ credentials }: { credentials: readonly CredentialSummary[] }) {
  return (
    <div className="-mx-3">
      <Table aria-label="Credentials">
        <thead>
          <tr>
            <Th>Kind</Th>
            <Th>State</Th>
            <Th>Fingerprint</Th>
            <Th>Ends</Th>
            <Th numeric>Last used</Th>
            <Th numeric>Stored</Th>
          </tr>
        </thead>
        <tbody>
          {credentials.map((credential) => (
            <Tr key={credential.id}>
              <Td className="whitespace-nowrap font-medium">{KIND[credential.kind]}</Td>
              <Td>
                <Badge tone={TONE[credential.status]}>{credential.status}</Badge>
              </Td>
              <Td>
                <Copyable text={credential.fingerprint} what="fingerprint" />
              </Td>
              <Td className="whitespace-nowrap">
                <Expiry at={credential.expiresAt} />
              </Td>
              <Td numeric className="text-ink-2">
                <RelativeTime at={seconds(credential.lastUsedAt)} suffix="ago" reason="Not used yet" />
              </Td>
              <Td numeric className="text-ink-2">
                <RelativeTime at={seconds(credential.createdAt)} suffix="ago" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

/** When a credential ends, louder the nearer it is. */
export function Expiry({ at }: { at: number | undefined }) {
  const now = useNow();
  const level = expiryLevel(at, now);
  if (at === undefined) return <span className="text-ink-3">does not say</span>;
  const text = level === "over" ? `ended ${describeExpiry(at, now)}` : describeExpiry(at, now);
  const tone = {
    none: "",
    far: "text-ink-2",
    soon: "text-degraded",
    urgent: "font-medium text-failing",
    over: "font-medium text-failing",
  };
  return <span className={tone[level]}>{text}</span>;
}

/** The second phase of a rotation: keep the new credential, or return. */
function Rotation({ slug }: { slug: string }) {
  const submit = useSubmit();
  const act = async (step: "finish" | "abort") => {
    const worked = await submit.send("POST", `/api/clusters/${slug}/credential/${step}`);
    if (worked) toast(step === "finish" ? "The previous credential is destroyed" : "Back to the previous credential");
  };
  return (
    <Banner
      tone="info"
      className="mt-3"
      action={
        <span className="flex shrink-0 flex-wrap gap-2">
          <Button size="sm" busy={submit.busy} onClick={() => void act("abort")}>
            Return to the previous
          </Button>
          <Button size="sm" variant="primary" busy={submit.busy} onClick={() => void act("finish")}>
            Destroy the previous
          </Button>
        </span>
      }
    >
      {submit.error ?? "The new credential is in use. The previous one is kept until you are sure."}
    </Banner>
  );
}
