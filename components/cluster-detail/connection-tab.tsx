import type { ClusterDetail, ClusterPlatform } from "#lib/clusters/schemas";
import type { DiagnosisRun } from "../cluster-forms/use-diagnosis.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { CredentialsCard } from "./credentials-card.tsx";
import { DiagnosisCard } from "./diagnosis-card.tsx";
import { WatchedKinds } from "./watched-kinds.tsx";

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
        <WatchedKinds caches={platform.caches} />
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
