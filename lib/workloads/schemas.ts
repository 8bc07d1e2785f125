import { z } from "zod";
import { answerSchema, clusterFreshnessSchema, verdictSchema } from "#lib/http/answer";

/** A name as Kubernetes writes it in a path (RFC 1123 subdomain): nothing else reaches a lookup or a cluster. */
export const kubernetesNameSchema = z
  .string()
  .max(253, "at most 253 characters")
  .regex(/^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/, "lower-case letters, digits, inner hyphens and dots only");

/** Names of clusters, teams and environments in URLs. */
export const slugParamSchema = z
  .string()
  .max(63, "at most 63 characters")
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "lower-case letters, digits and inner hyphens only");

const slugList = z
  .union([slugParamSchema, z.array(slugParamSchema).max(100)])
  .transform((value) => (typeof value === "string" ? [value] : [...new Set(value)].sort()));

/** What part of their sight a person looks at. It narrows what grants allow, never widens it. */
export const scopeQuerySchema = z.strictObject({
  team: slugParamSchema.optional(),
  /** Only these clusters; those that the viewer does not see are passed over. */
  cluster: slugList.optional(),
  environment: slugParamSchema.optional(),
});
export type ScopeQuery = z.input<typeof scopeQuerySchema>;

/** Kinds that a person runs. In URLs in lower case: `/apps/eu-prod/pay-checkout/deployment/checkout-api`. */
export const workloadKindSchema = z.enum(["Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "Pod"]);
export type WorkloadKind = z.infer<typeof workloadKindSchema>;

/** Names a workload anywhere in the fleet. */
export const workloadRefSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  kind: workloadKindSchema,
  name: z.string(),
});
export type WorkloadRef = z.infer<typeof workloadRefSchema>;

/** Restarts in each of the last 24 hours by the clock, the present one last; null where nobody knows. */
export const restartHoursSchema = z.array(z.number().nullable()).length(24).readonly();

/** One line of the workload list. Pods and Jobs appear only when nothing owns them. */
export const workloadRowSchema = workloadRefSchema.extend({
  /** `<cluster id>/<uid>`. */
  key: z.string(),
  app: z.string(),
  partOf: z.string().optional(),
  environment: z.object({ slug: z.string(), name: z.string(), rank: z.number(), isProduction: z.boolean() }),
  version: z.string().optional(),
  images: z.array(z.string()),
  verdict: verdictSchema,
  /** True when the cluster's data is not live: the verdict is the last one known. */
  stale: z.boolean(),
  ready: z.number().optional(),
  desired: z.number().optional(),
  pods: z.number(),
  restarts: z.number(),
  restartHours: restartHoursSchema.optional(),
  cpuRequest: z.number(),
  memoryRequest: z.number(),
  gpuRequest: z.number(),
  createdAt: z.number(),
  /** Epoch seconds of the last rollout or of the creation; a run of a CronJob is none. */
  lastChangeAt: z.number(),
});
export type WorkloadRow = z.infer<typeof workloadRowSchema>;

export const workloadsQuerySchema = scopeQuerySchema.extend({
  namespace: kubernetesNameSchema.optional(),
  app: z.string().max(253).optional(),
});
export type WorkloadsQuery = z.input<typeof workloadsQuerySchema>;

export const workloadListSchema = answerSchema(workloadRowSchema);
export type WorkloadList = z.infer<typeof workloadListSchema>;

/** The names that lead to one workload, each fit for a path. */
export const workloadParamsSchema = z.strictObject({
  cluster: slugParamSchema,
  namespace: kubernetesNameSchema,
  kind: workloadKindSchema,
  name: kubernetesNameSchema,
});

export const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  role: z.enum(["init", "sidecar", "main", "ephemeral"]),
  ready: z.boolean(),
  state: z.enum(["waiting", "running", "terminated", "unknown"]),
  reason: z.string().optional(),
  message: z.string().optional(),
  exitCode: z.number().optional(),
  startedAt: z.number().optional(),
  finishedAt: z.number().optional(),
  restarts: z.number(),
  lastReason: z.string().optional(),
  lastExitCode: z.number().optional(),
  lastFinishedAt: z.number().optional(),
  cpuRequest: z.number().optional(),
  cpuLimit: z.number().optional(),
  memoryRequest: z.number().optional(),
  memoryLimit: z.number().optional(),
});
export type ContainerDetail = z.infer<typeof containerSchema>;

export const podSchema = z.object({
  key: z.string(),
  name: z.string(),
  node: z.string().optional(),
  phase: z.string(),
  verdict: verdictSchema,
  restarts: z.number(),
  createdAt: z.number(),
  revision: z.string().optional(),
  containers: z.array(containerSchema),
  cpuRequest: z.number(),
  memoryRequest: z.number(),
  used: z.object({ cpu: z.number(), memory: z.number() }).optional().meta({
    description: "Present use by the metrics API: CPU in millicores, memory in bytes; absent where it is not measured",
  }),
});
export type PodDetail = z.infer<typeof podSchema>;

export const eventSchema = z.object({
  key: z.string(),
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  count: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
  source: z.string().optional(),
  regardingKind: z.string(),
  regardingName: z.string(),
});
export type EventDetail = z.infer<typeof eventSchema>;

/** A thing beside the workload: an owner, a service, an ingress, an autoscaler, a claim, a config name. */
export const relationSchema = z.object({
  kind: z.string(),
  name: z.string(),
  /** What it is to the workload: "sends traffic", "scales", "owned by", "previous version" … */
  relation: z.string(),
  facts: z.array(z.string()),
  verdict: verdictSchema.optional(),
  /** Its page in the portal, where it has one. */
  href: z.string().optional(),
});
export type Relation = z.infer<typeof relationSchema>;

export const quotaUseSchema = z.object({
  quota: z.string(),
  /** Name of the resource as the quota writes it: `requests.cpu`. */
  resource: z.string(),
  /** `cores` are counted in millicores. */
  unit: z.enum(["cores", "bytes", "count"]),
  used: z.number(),
  hard: z.number(),
});
export type QuotaUse = z.infer<typeof quotaUseSchema>;

/** Why a part of a detail is not there: different from being empty. */
export const partStateSchema = z.enum(["live", "stale", "starting", "forbidden", "unsupported", "not-allowed"]);

/** A kind that cannot be listed, or not yet: none of it is not zero of it. */
export const unlistedKindSchema = z.object({
  kind: z.string(),
  state: partStateSchema.extract(["starting", "forbidden", "not-allowed"]),
});
export type UnlistedKind = z.infer<typeof unlistedKindSchema>;

export const workloadDetailSchema = z.object({
  row: workloadRowSchema,
  freshness: clusterFreshnessSchema,
  /** Evidence behind the verdict, strongest first, and what to do next where it is known. */
  evidence: z.array(z.string()),
  nextStep: z.string().optional(),
  pods: z.array(podSchema),
  /** Where the figures of the pods' use stand. */
  metrics: z.object({ state: partStateSchema }),
  /** Rollout history from ReplicaSets, newest first. */
  revisions: z.array(
    z.object({
      name: z.string(),
      revision: z.number().optional(),
      images: z.array(z.string()),
      ready: z.number(),
      desired: z.number(),
      createdAt: z.number(),
    }),
  ),
  relations: z.array(relationSchema),
  /** False where the labels of its pods are not known: no Service among the relations then says nothing. */
  labelsKnown: z.boolean(),
  /** Kinds that are missing among the relations. */
  unlisted: z.array(unlistedKindSchema),
  events: z.object({ state: partStateSchema, items: z.array(eventSchema) }),
  config: z.object({
    state: partStateSchema,
    configMaps: z.array(z.string()),
    secrets: z.array(z.string()),
  }),
  quotas: z.object({ state: partStateSchema, items: z.array(quotaUseSchema) }),
  /** The same application elsewhere. */
  siblings: z.array(
    workloadRefSchema.extend({
      environment: z.string(),
      version: z.string().optional(),
      verdict: verdictSchema,
      stale: z.boolean(),
    }),
  ),
});
export type WorkloadDetail = z.infer<typeof workloadDetailSchema>;

/** One workload as a live view: `items` stays empty, `detail` changes as a whole. */
export const workloadAnswerSchema = answerSchema(z.object({ key: z.string() })).extend({
  detail: workloadDetailSchema,
});
export type WorkloadAnswer = z.infer<typeof workloadAnswerSchema>;

/** The object as its cluster has it now, without what must not be shown. */
export const workloadYamlSchema = z.object({
  yaml: z.string(),
  /** Epoch milliseconds of the reading. */
  readAt: z.number(),
  /** `impersonated`: the cluster itself decided about this person; `portal`: only the grants of the portal did. */
  decidedBy: z.enum(["impersonated", "portal"]),
  /** Paths of values that were replaced: `spec.containers[0].env[2].value`. */
  redacted: z.array(z.string()),
  /** Names that the pod template refers to. */
  refs: z.object({ configMaps: z.array(z.string()), secrets: z.array(z.string()) }),
});
export type WorkloadYaml = z.infer<typeof workloadYamlSchema>;
