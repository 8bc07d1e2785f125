import { z } from "zod";
import { defineContract } from "#lib/http/contract";
import { kindOfSlug } from "./format.ts";
import {
  kubernetesNameSchema,
  slugParamSchema,
  workloadAnswerSchema,
  workloadListSchema,
  workloadsQuerySchema,
  workloadYamlSchema,
} from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["Workloads"] } as const;

const kindSlugs = ["deployment", "statefulset", "daemonset", "cronjob", "job", "pod"] as const;
const workloadPathSchema = z.object({
  cluster: slugParamSchema,
  namespace: kubernetesNameSchema,
  kind: z.enum(kindSlugs).transform((slug) => kindOfSlug(slug) ?? "Pod"),
  name: kubernetesNameSchema,
});

export const listWorkloadsContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/workloads",
  summary: "Workloads in the caller's sight, worst first",
  query: workloadsQuerySchema,
  response: workloadListSchema,
});

export const getWorkloadContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/workloads/{cluster}/{namespace}/{kind}/{name}",
  summary: "One workload with its pods, events, relations and quotas",
  params: workloadPathSchema,
  response: workloadAnswerSchema,
});

export const getWorkloadYamlContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/workloads/{cluster}/{namespace}/{kind}/{name}/yaml",
  summary: "The object as its cluster has it now, without secret values",
  params: workloadPathSchema,
  response: workloadYamlSchema,
});
