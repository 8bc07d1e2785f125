/** In the order in which a screen shows them. */
export type DiagnosisStepId =
  | "reachable"
  | "tls"
  | "credential"
  | "version"
  | "protocol"
  | "latency"
  | "clock"
  | "identity"
  | "permissions"
  | "impersonation"
  | "metrics"
  | "prometheus"
  | "components";

/** `unknown`: it could not be found out, which is neither good nor bad. */
export type DiagnosisState = "ok" | "warning" | "failed" | "unknown";

/** One finding, in words for people. */
export type DiagnosisStep = {
  readonly id: DiagnosisStepId;
  readonly label: string;
  readonly state: DiagnosisState;
  readonly sentence: string;
  /** What to do about it. */
  readonly fix?: string;
  readonly tookMs: number;
};

/** What the credential may do, and how that was found: by really trying, or only by asking the cluster. */
export type PermissionFinding = {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verb: string;
  /** Absent: in all namespaces, or a cluster-scoped kind. */
  readonly namespace?: string;
  readonly result: "allowed" | "forbidden" | "unsupported" | "unknown";
  readonly foundBy: "attempt" | "review";
};

export type PrometheusFinding = { readonly namespace: string; readonly service: string; readonly port: number };

/** Software that is known by the kinds it adds to the API. */
export type ComponentFinding = { readonly id: string; readonly name: string; readonly group: string };

/** Machine-readable results; absent means not found out. */
export type DiagnosisFacts = {
  readonly version?: string;
  readonly protocol?: "h2" | "http/1.1";
  readonly latencyMs?: number;
  /** The cluster's clock minus ours. */
  readonly clockSkewMs?: number;
  readonly certificate?: { readonly issuer: string; readonly notAfter: number };
  /** Name that the cluster gives the credential. */
  readonly username?: string;
  /** uid of the namespace kube-system: the same cluster registered twice has the same. */
  readonly uid?: string;
  readonly permissions?: readonly PermissionFinding[];
  /** Whether it may impersonate anybody, be it only some by name. */
  readonly canImpersonate?: boolean;
  readonly metricsApi?: boolean;
  readonly prometheus?: readonly PrometheusFinding[];
  readonly components?: readonly ComponentFinding[];
};

export type Diagnosis = { readonly steps: readonly DiagnosisStep[]; readonly facts: DiagnosisFacts };
