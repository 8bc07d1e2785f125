"use client";

import { describeExpiry, expiryLevel } from "#lib/clusters/format";
import type { ClusterDetail } from "#lib/clusters/schemas";
import { PartialBanner } from "../freshness/partial-banner.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/now.tsx";

/** What somebody should know before they read on: silence, and a credential that ends. */
export function ClusterBanners({ detail, onRotate }: { detail: ClusterDetail; onRotate: () => void }) {
  const { cluster, platform, failures } = detail;
  const now = useNow();
  const endsAt = cluster.credentialExpiresAt;
  const level = expiryLevel(endsAt, now);
  const ending = endsAt !== undefined && (level === "soon" || level === "urgent" || level === "over");
  return (
    <>
      <PartialBanner failures={failures} />
      {ending && (
        <Banner
          tone={level === "soon" ? "degraded" : "failing"}
          className="mb-3"
          action={
            platform?.custody === "sealed" && (
              <Button size="sm" onClick={onRotate}>
                Rotate credential
              </Button>
            )
          }
        >
          The credential of this cluster {level === "over" ? "ended" : "ends"} {describeExpiry(endsAt, now)}.
        </Banner>
      )}
    </>
  );
}
