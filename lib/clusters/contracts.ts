import { z } from "zod";
import { defineContract } from "#lib/http/contract";
import {
  checkContextInput,
  checkedContextSchema,
  clusterDetailSchema,
  clusterListSchema,
  clusterParamsSchema,
  diagnosisSchema,
  diagnosisStepSchema,
  inspectedKubeconfigSchema,
  inspectKubeconfigInput,
  registerClusterInput,
  removeClusterInput,
  rotateCredentialInput,
  rotatedCredentialSchema,
  updateClusterInput,
} from "./schemas.ts";

const signedIn = { access: "signed-in", tags: ["Clusters"] } as const;
const params = clusterParamsSchema;
const none = z.void();

export const listClustersContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/clusters",
  summary: "The fleet as the caller may know it",
  response: clusterListSchema,
});

export const getClusterContract = defineContract({
  ...signedIn,
  method: "GET",
  path: "/api/clusters/{cluster}",
  summary: "One cluster with its nodes and namespaces",
  params,
  response: clusterDetailSchema,
});

export const inspectKubeconfigContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/kubeconfig/inspect",
  summary: "The contexts of a kubeconfig, usable or refused with the reason; stores nothing",
  body: inspectKubeconfigInput,
  response: inspectedKubeconfigSchema,
});

export const checkContextContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/kubeconfig/check",
  summary: "Connect once with a context and say what its credential can do; stores nothing",
  body: checkContextInput,
  progress: diagnosisStepSchema,
  response: checkedContextSchema,
});

export const registerClusterContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/clusters",
  summary: "Register a cluster by a context of a kubeconfig",
  body: registerClusterInput,
  response: z.object({ slug: z.string() }),
  status: 201,
});

export const updateClusterContract = defineContract({
  ...signedIn,
  method: "PATCH",
  path: "/api/clusters/{cluster}",
  summary: "Change what a cluster is called and where it belongs",
  params,
  body: updateClusterInput,
  response: none,
  status: 204,
});

export const removeClusterContract = defineContract({
  ...signedIn,
  method: "DELETE",
  path: "/api/clusters/{cluster}",
  summary: "Forget a cluster with its credentials and the grants on it",
  params,
  body: removeClusterInput,
  response: none,
  status: 204,
});

export const pauseClusterContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/clusters/{cluster}/pause",
  summary: "Stop connecting to a cluster",
  params,
  response: none,
  status: 204,
});

export const resumeClusterContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/clusters/{cluster}/resume",
  summary: "Connect to a paused cluster again",
  params,
  response: none,
  status: 204,
});

export const diagnoseClusterContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/clusters/{cluster}/diagnose",
  summary: "Try what the stored credential can do; the steps appear on the cluster while it runs",
  params,
  response: diagnosisSchema,
});

export const rotateCredentialContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/clusters/{cluster}/credential",
  summary: "Verify a new credential, make it the active one, and say what it can do",
  params,
  body: rotateCredentialInput,
  progress: diagnosisStepSchema,
  response: rotatedCredentialSchema,
  status: 201,
});

export const finishRotationContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/clusters/{cluster}/credential/finish",
  summary: "Destroy the previous credential",
  params,
  response: none,
  status: 204,
});

export const abortRotationContract = defineContract({
  ...signedIn,
  method: "POST",
  path: "/api/clusters/{cluster}/credential/abort",
  summary: "Return to the previous credential",
  params,
  response: none,
  status: 204,
});
