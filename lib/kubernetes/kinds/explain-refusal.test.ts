import { describe, expect, test } from "vitest";
import { judgeDeployment, moving } from "../testing/judge-deployment.ts";
import { condition } from "../testing/objects.ts";

describe("refused pods", () => {
  const refusals: [string, string, string, string][] = [
    [
      "quota needs limits",
      'pods "x" is forbidden: failed quota: compute: must specify limits.cpu for: api; limits.memory for: api',
      "quota",
      "quota `compute` requires `limits.cpu` on every container",
    ],
    [
      "two resources",
      'pods "x" is forbidden: exceeded quota: compute, requested: limits.memory=2Gi,pods=1, used: limits.memory=7Gi,pods=10, limited: limits.memory=8Gi,pods=10',
      "quota",
      "quota `compute` allows 8 GiB of memory in limits, 7 GiB are used, this needs 2 GiB; and 10 `pods`, 10 are used, this needs 1",
    ],
    [
      "amounts in different units",
      'pods "x" is forbidden: exceeded quota: compute, requested: requests.cpu=2,requests.memory=64Mi, used: requests.cpu=5100m,requests.memory=8188Mi, limited: requests.cpu=6,requests.memory=8Gi',
      "quota",
      "quota `compute` allows 6 CPU, 5.1 are used, this needs 2; and 8 GiB of memory, 8 GiB are used, this needs 0.06 GiB",
    ],
    [
      "a quota of nothing",
      'pods "x" is forbidden: exceeded quota: none, requested: limits.cpu=250m,requests.storage=512Mi, used: limits.cpu=1,requests.storage=0, limited: limits.cpu=0,requests.storage=0',
      "quota",
      "quota `none` allows 0 CPU in limits, 1 is used, this needs 0.25; and 0 MiB of storage, 0 MiB are used, this needs 512 MiB",
    ],
    [
      "limit range maximum",
      'pods "x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
      "limit-range",
      "the maximum memory per container here is 1Gi, this has 2Gi",
    ],
    [
      "limit range minimum",
      'pods "x" is forbidden: minimum cpu usage per Container is 100m, but request is 50m',
      "limit-range",
      "the minimum cpu per container here is 100m, this has 50m",
    ],
    [
      "Pod Security",
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "api" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true',
      "pod-security",
      "Pod Security `restricted` does not allow it: allowPrivilegeEscalation != false",
    ],
    [
      "webhook denies",
      'admission webhook "validate.example.com" denied the request: image must come from registry.example',
      "admission",
      "admission webhook `validate.example.com` denies it: image must come from registry.example",
    ],
    [
      "webhook is down",
      'Internal error occurred: failed calling webhook "inject.example.com": failed to call webhook: Post "https://inject.mesh.svc:443/": dial tcp 10.0.0.5:443: connect: connection refused',
      "admission",
      "admission webhook `inject.example.com` does not answer",
    ],
    [
      "admission policy",
      "pods \"x\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: no image tag latest",
      "admission",
      "policy `no-latest` denies it: no image tag latest",
    ],
    [
      "service account",
      'pods "x" is forbidden: error looking up service account pay-checkout/api: serviceaccount "api" not found',
      "config-missing",
      "ServiceAccount `api` does not exist",
    ],
    [
      "anything else",
      'pods "x" is forbidden: something new',
      "create-failed",
      "its pods cannot be created: something new",
    ],
  ];
  test.each(refusals)("%s", (_, message, cause, text) => {
    const failure = condition("ReplicaFailure", "True", "FailedCreate", message);
    const verdict = judgeDeployment({ ready: 0, replicas: 0, conditions: [moving, failure], pods: [] });
    expect(verdict).toMatchObject({ level: "failing", cause, sentence: `0 of 3 replicas ready: ${text}.` });
  });
});
