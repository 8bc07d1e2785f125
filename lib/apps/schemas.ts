import { z } from "zod";
import { answerSchema, verdictSchema } from "#lib/http/answer";
import { restartHoursSchema, workloadRefSchema } from "#lib/workloads/schemas";

/**
 * An application: the workloads that carry the same `app.kubernetes.io/name` (else `app`, else their own name) in the
 * namespaces of one team, over all clusters.
 */
export const appRowSchema = z.object({
  /** The application's name within the answer's scope. */
  key: z.string(),
  name: z.string(),
  /** The worst of its workloads. */
  verdict: verdictSchema,
  /** The workload that the verdict speaks of. */
  worst: workloadRefSchema,
  stale: z.boolean(),
  /** Versions by environment in order of rank; several when its clusters differ. */
  versions: z.array(
    z.object({
      environment: z.string(),
      name: z.string(),
      versions: z.array(z.string()),
      /** False when it is not what the previous environment runs. */
      current: z.boolean(),
    }),
  ),
  workloads: z.array(
    workloadRefSchema.extend({
      environment: z.string(),
      version: z.string().optional(),
      verdict: verdictSchema,
      stale: z.boolean(),
      ready: z.number().optional(),
      desired: z.number().optional(),
    }),
  ),
  pods: z.number(),
  restarts: z.number(),
  restartHours: restartHoursSchema.optional(),
  lastChangeAt: z.number(),
});
export type AppRow = z.infer<typeof appRowSchema>;

export const appListSchema = answerSchema(appRowSchema);
export type AppList = z.infer<typeof appListSchema>;

/** What changed lately, from ReplicaSets, pods, Jobs and scaling events in the cache. */
export const changeSchema = z.object({
  key: z.string(),
  at: z.number(),
  app: z.string(),
  ref: workloadRefSchema,
  sentence: z.string(),
  level: verdictSchema.shape.level,
  /** Scaling, and ends of Jobs that went well: they make room for the rest. */
  routine: z.boolean(),
});
export type Change = z.infer<typeof changeSchema>;

export const homeSchema = answerSchema(appRowSchema).extend({
  /** The team of the view; undefined: everything the viewer may see. */
  team: z.object({ slug: z.string(), name: z.string() }).optional(),
  counts: z.object({ apps: z.number(), clusters: z.number(), namespaces: z.number(), pods: z.number() }),
  environments: z.array(z.object({ slug: z.string(), name: z.string() })),
  /** Newest first, the most that one answer carries. */
  changes: z.array(changeSchema),
  /** How many there were in all. */
  changesTotal: z.number(),
  /** Sums of the team's ResourceQuotas; the resources that are nearest to their limit first. */
  quota: z.array(
    z.object({ resource: z.string(), unit: z.enum(["cores", "bytes", "count"]), used: z.number(), hard: z.number() }),
  ),
  /** Things that wait for this person: grants that end soon, quotas near their limit. */
  needs: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(["grant-ends", "quota-near"]),
      sentence: z.string(),
      href: z.string().optional(),
    }),
  ),
});
export type Home = z.infer<typeof homeSchema>;
