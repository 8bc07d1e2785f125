import type { ClusterDetail, ClusterPlatform } from "#lib/clusters/schemas";
import type { DiagnosisRun } from "../cluster-forms/use-diagnosis.tsx";
import { Badge } from "../ui/badge.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { CredentialsCard } from "./credentials-card.tsx";
import { DiagnosisCard } from "./diagnosis-card.tsx";

const WATCH = { cluster: "the whole cluster", namespaces: "namespace by namespace", unknown: "not known yet" } as const;

export type ConnectionTabProps = {
  detail: ClusterDetail;
  platform: ClusterPlatform;
  diagnosis: DiagnosisRun;
  onRotate: () => void;
};

/** How the cluster is reached, with what, and what that can do. */
export function ConnectionTab({ detail, platform, diagnosis, onRotate }: ConnectionTabProps) {
  const { slug, freshness } = detail.cluster;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <CredentialsCard slug={slug} platform={platform} onRotate={onRotate} />
        <DiagnosisCard run={diagnosis} diagnosis={platform.diagnosis} paused={freshness.state === "paused"} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <Card>
          <CardSection title="Connection">
            <DefinitionList items={factsOf(detail, platform)} />
          </CardSection>
        </Card>
        <Caches platform={platform} />
      </div>
    </div>
  );
}

function factsOf({ cluster }: ClusterDetail, platform: ClusterPlatform) {
  const unknown = (reason: string) => <Dash reason={reason} />;
  const latency = cluster.latencyMs === undefined ? unknown("Not measured yet") : `${Math.round(cluster.latencyMs)} ms`;
  const uid = platform.kubeSystemUid;
  return [
    { term: "Server", value: <Copyable text={platform.server} what="server address" /> },
    { term: "TLS name", value: platform.tlsServerName ?? "as in the address" },
    { term: "Protocol", value: platform.protocol ?? unknown("Not connected") },
    { term: "Latency", value: latency },
    { term: "Watches", value: WATCH[platform.watchMode] },
    { term: "Streams", value: platform.openStreams ?? unknown("Not connected") },
    {
      term: "Identity",
      value:
        uid === undefined ? (
          unknown("The credential may not read the kube-system namespace")
        ) : (
          <Copyable text={uid} what="uid of kube-system" />
        ),
    },
    {
      term: "Registered",
      value: (
        <>
          <RelativeTime at={platform.registeredAt / 1000} suffix="ago" />
          {platform.registeredBy && ` by ${platform.registeredBy}`}
        </>
      ),
    },
  ];
}

function Caches({ platform }: { platform: ClusterPlatform }) {
  if (platform.caches.length === 0) return null;
  return (
    <Card>
      <CardSection title="What is watched">
        <div className="-mx-3">
          <Table aria-label="Watched kinds">
            <thead>
              <tr>
                <Th>Kind</Th>
                <Th>State</Th>
                <Th numeric>Rows</Th>
              </tr>
            </thead>
            <tbody>
              {platform.caches.map((cache) => (
                <Tr key={cache.kind}>
                  <Td className="py-1">{cache.kind}</Td>
                  <Td className="py-1" title={cache.message}>
                    <Badge tone={cache.state === "live" ? "healthy" : cache.state === "stale" ? "degraded" : "neutral"}>
                      {cache.state}
                    </Badge>
                  </Td>
                  <Td numeric className="py-1">
                    {cache.rows.toLocaleString("en-US")}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      </CardSection>
    </Card>
  );
}
