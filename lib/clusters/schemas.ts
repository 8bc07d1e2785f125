import { z } from "zod";
import { answerSchema, clusterFreshnessSchema, verdictSchema } from "#lib/http/answer";

/** Names that appear in URLs: a DNS label, so that it also fits kubeconfigs and Kubernetes names. */
export const slugSchema = z
  .string()
  .max(40, "at most 40 characters")
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "lower-case letters, digits and inner hyphens only");

/** Pages beside those of the clusters: `/clusters/register`. */
const RESERVED_SLUGS = ["register", "places"];

export const displayNameSchema = z.string().trim().min(1, "must not be empty").max(80, "at most 80 characters");
export const descriptionSchema = z.string().trim().max(500, "at most 500 characters");
const placeSchema = z.string().trim().max(60, "at most 60 characters");

export const clusterParamsSchema = z.object({ cluster: z.string().max(63) });

export const environmentSchema = z.object({
  slug: z.string(),
  name: z.string(),
  rank: z.number(),
  isProduction: z.boolean(),
});
export type EnvironmentRef = z.infer<typeof environmentSchema>;

/** Capacity and use of one resource; parts that the viewer may not know, or nobody measured, are absent, never 0. */
export const capacitySchema = z.object({
  allocatable: z.number().optional(),
  requested: z.number().optional(),
});
export type Capacity = z.infer<typeof capacitySchema>;

/** One tile of the fleet, as far as the viewer may know it. */
export const clusterRowSchema = z.object({
  key: z.string(),
  id: z.string(),
  slug: z.string(),
  displayName: z.string(),
  environment: environmentSchema,
  provider: z.string().optional(),
  region: z.string().optional(),
  groups: z.array(z.object({ slug: z.string(), name: z.string() })),
  verdict: verdictSchema,
  freshness: clusterFreshnessSchema,
  version: z.string().optional(),
  /** True when another cluster of the viewer's fleet runs a newer minor version. */
  versionBehind: z.boolean(),
  /** The credential reads single namespaces only: nodes and other namespaces are not known to anybody. */
  narrow: z.boolean(),
  /** Known to people with sight of the whole cluster; others see only their namespaces. */
  nodes: z.number().optional(),
  nodesNotReady: z.number().optional(),
  /** Pods in the namespaces that the viewer sees. */
  pods: z.number().optional(),
  namespaces: z.number().optional(),
  /** Millicores. */
  cpu: capacitySchema,
  /** Bytes. */
  memory: capacitySchema,
  gpu: capacitySchema,
  latencyMs: z.number().optional(),
  /** Epoch milliseconds; absent: it does not expire, or nobody knows. Only for platform engineers. */
  credentialExpiresAt: z.number().optional(),
});
export type ClusterRow = z.infer<typeof clusterRowSchema>;

/** Something that happened to a cluster lately, from the audit log and from node conditions. */
export const clusterChangeSchema = z.object({
  key: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  cluster: z.string(),
  sentence: z.string(),
});
export type ClusterChange = z.infer<typeof clusterChangeSchema>;

export const clusterListSchema = answerSchema(clusterRowSchema).extend({
  /** What the viewer may do here: decides which buttons are shown, not what is allowed. */
  may: z.object({ manage: z.boolean() }),
  changes: z.array(clusterChangeSchema),
});
export type ClusterList = z.infer<typeof clusterListSchema>;

export const diagnosisStepSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** `pending`: to come; `running`: being tried; `unknown`: cannot be found out. */
  state: z.enum(["pending", "running", "ok", "warning", "failed", "unknown"]),
  sentence: z.string(),
  /** What to do about it, in plain words. */
  fix: z.string().optional(),
  tookMs: z.number().optional(),
});
export type DiagnosisStep = z.infer<typeof diagnosisStepSchema>;

export const diagnosisSchema = z.object({
  /** Epoch milliseconds. */
  startedAt: z.number(),
  /** Absent while it runs. */
  finishedAt: z.number().optional(),
  steps: z.array(diagnosisStepSchema),
  /** Whether the credential may impersonate anybody, be it only some by name; absent: not known. */
  canImpersonate: z.boolean().optional(),
  /** What the credential may do, by trying (`attempt`) or by asking the cluster (`review`). */
  permissions: z.array(
    z.object({
      group: z.string(),
      resource: z.string(),
      subresource: z.string().optional(),
      verb: z.string(),
      /** Absent: all namespaces. */
      namespace: z.string().optional(),
      result: z.enum(["allowed", "forbidden", "unsupported", "unknown"]),
      foundBy: z.enum(["attempt", "review"]),
    }),
  ),
});
export type ClusterDiagnosis = z.infer<typeof diagnosisSchema>;

export const nodeSchema = z.object({
  key: z.string(),
  name: z.string(),
  verdict: verdictSchema,
  roles: z.array(z.string()),
  version: z.string().optional(),
  osImage: z.string().optional(),
  architecture: z.string().optional(),
  zone: z.string().optional(),
  instanceType: z.string().optional(),
  cordoned: z.boolean(),
  taints: z.array(z.string()),
  conditions: z.array(
    z.object({
      type: z.string(),
      status: z.enum(["True", "False", "Unknown"]),
      reason: z.string().optional(),
      message: z.string().optional(),
      since: z.number().optional(),
    }),
  ),
  cpu: capacitySchema,
  memory: capacitySchema,
  gpu: capacitySchema,
  pods: z.number().optional(),
  podsAllocatable: z.number().optional(),
  createdAt: z.number(),
});
export type NodeDetail = z.infer<typeof nodeSchema>;

export const credentialSchema = z.object({
  id: z.string(),
  purpose: z.enum(["observe", "impersonate"]),
  kind: z.enum(["token", "client_certificate"]),
  status: z.enum(["active", "previous", "revoked"]),
  fingerprint: z.string(),
  /** Epoch milliseconds. */
  expiresAt: z.number().optional(),
  createdAt: z.number(),
  lastUsedAt: z.number().optional(),
});
export type CredentialSummary = z.infer<typeof credentialSchema>;

/** A grant as a cluster's page names it. */
export const reachingGrantSchema = z.object({
  id: z.string(),
  subject: z.string(),
  subjectKind: z.enum(["team", "user"]),
  via: z.enum(["cluster", "cluster-group", "environment"]),
  viaName: z.string(),
  namespaces: z.array(z.string()),
  role: z.string(),
  expiresAt: z.number().optional(),
});
export type ReachingGrant = z.infer<typeof reachingGrantSchema>;

export const clusterNamespaceSchema = z.object({
  name: z.string(),
  /** Absent, like the time: known only by its pods, because the credential lists no namespaces. */
  phase: z.string().optional(),
  /** Absent, like the requests: the pods are not listed. */
  pods: z.number().optional(),
  cpuRequest: z.number().optional(),
  memoryRequest: z.number().optional(),
  createdAt: z.number().optional(),
});
export type ClusterNamespace = z.infer<typeof clusterNamespaceSchema>;

/** What only platform engineers see of a cluster. */
export const clusterPlatformSchema = z.object({
  server: z.string(),
  tlsServerName: z.string().optional(),
  kubeSystemUid: z.string().optional(),
  defaultNamespace: z.string().optional(),
  watchMode: z.enum(["unknown", "cluster", "namespaces"]),
  protocol: z.string().optional(),
  breaker: z.enum(["closed", "open", "half-open"]).optional(),
  openStreams: z.number().optional(),
  caches: z.array(z.object({ kind: z.string(), state: z.string(), rows: z.number(), message: z.string().optional() })),
  credentials: z.array(credentialSchema),
  diagnosis: diagnosisSchema.optional(),
  registeredBy: z.string().optional(),
  registeredAt: z.number(),
  grants: z.array(reachingGrantSchema),
  /** How the credential is kept: sealed in the database, or read from the operator's file at each start. */
  custody: z.enum(["sealed", "file"]),
  /** Version of the record, for a form that must not overwrite somebody else's change. */
  version: z.number(),
});
export type ClusterPlatform = z.infer<typeof clusterPlatformSchema>;

/** One cluster; the rows are its nodes. */
export const clusterDetailSchema = answerSchema(nodeSchema).extend({
  cluster: clusterRowSchema,
  description: z.string(),
  may: z.object({ manage: z.boolean(), nodes: z.boolean() }),
  /** Where the list of nodes stands: none is only one thing when it is live. */
  nodesState: clusterFreshnessSchema.shape.state,
  namespaces: z.array(clusterNamespaceSchema),
  platform: clusterPlatformSchema.optional(),
});
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;

export const inspectKubeconfigInput = z.object({ kubeconfig: z.string().min(1, "paste or drop a kubeconfig") });

/** One context of an uploaded file: ready to be chosen, or refused with the reason. Holds no secret. */
export const inspectedContextSchema = z.object({
  name: z.string(),
  /** Absent when the context was refused before its server could be read. */
  server: z.string().optional(),
  user: z.string().optional(),
  namespace: z.string().optional(),
  credentialKind: z.enum(["token", "clientCertificate"]).optional(),
  expiresAt: z.number().optional(),
  suggestedSlug: z.string(),
  /** Slug of a cluster that is registered with the same server. */
  sameServerAs: z.string().optional(),
  problems: z.array(z.object({ field: z.string(), rule: z.string(), example: z.string().optional() })),
  warnings: z.array(z.string()),
});
export type InspectedContext = z.infer<typeof inspectedContextSchema>;
export const inspectedKubeconfigSchema = z.object({ contexts: z.array(inspectedContextSchema) });

export const registerClusterInput = z.object({
  kubeconfig: z.string().min(1),
  context: z.string().min(1),
  slug: slugSchema.refine((slug) => !RESERVED_SLUGS.includes(slug), "is the name of a page of the portal"),
  displayName: displayNameSchema,
  description: descriptionSchema.default(""),
  environment: slugSchema,
  provider: placeSchema.optional(),
  region: placeSchema.optional(),
  groups: z.array(slugSchema).max(20).default([]),
});
export type RegisterClusterInput = z.input<typeof registerClusterInput>;

/** What a first connection with an upload's context found. Nothing is stored. */
export const checkedContextSchema = z.object({
  /** False: the cluster cannot be registered; the steps say why. */
  usable: z.boolean(),
  /** Slug of the registered cluster that it already is. */
  registeredAs: z.string().optional(),
  version: z.string().optional(),
  diagnosis: diagnosisSchema,
});
export type CheckedContext = z.infer<typeof checkedContextSchema>;

export const checkContextInput = registerClusterInput.pick({ kubeconfig: true, context: true });

export const updateClusterInput = registerClusterInput
  .pick({ displayName: true, description: true, environment: true, provider: true, region: true, groups: true })
  .extend({ version: z.number().int().positive().optional() });

export const rotateCredentialInput = z.object({ kubeconfig: z.string().min(1), context: z.string().optional() });
/** A new credential that is in use, and what it can do. */
export const rotatedCredentialSchema = z.object({ fingerprint: z.string(), diagnosis: diagnosisSchema });
export type RotatedCredential = z.infer<typeof rotatedCredentialSchema>;
export const removeClusterInput = z.object({ confirm: z.string() });
