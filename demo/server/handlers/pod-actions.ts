import { issueToken } from "../../pki/service-account-token.ts";
import { apiErrors } from "../../registry/api-error.ts";
import type { DeleteOptions } from "../../registry/cluster-state.ts";
import { deleteObject } from "../../registry/delete-object.ts";
import { requireObject } from "../../registry/update-object.ts";
import type { Pod } from "../../types/workloads.ts";
import { at, dict } from "../../util/json.ts";
import { timestamp } from "../../util/time.ts";
import type { ResourceRequest } from "../context.ts";
import { readBody } from "../read-body.ts";

const success = (code: number) => ({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code });

/** POST pods/NAME/eviction: a graceful deletion. */
export async function handleEviction({ server, exchange, info, namespace, request }: ResourceRequest): Promise<void> {
  const options = dict(at(await readBody(server, exchange), "deleteOptions")) as DeleteOptions;
  deleteObject(server, info, namespace, request.name, options);
  exchange.sendJson(201, success(201));
}

/** POST pods/NAME/binding: what a scheduler does. */
export async function handleBinding({ server, exchange, info, namespace, request }: ResourceRequest): Promise<void> {
  const node = at(await readBody(server, exchange), "target.name");
  const pod = requireObject(server, info, namespace, request.name) as Pod;
  if (typeof node !== "string" || node === "") throw apiErrors.badRequest("target.name must be set");
  if (pod.spec.nodeName) {
    throw apiErrors.conflict(
      { group: "", resource: "pods/binding" },
      request.name,
      `pod ${request.name} is already assigned to node "${pod.spec.nodeName}"`,
    );
  }
  server.store.put(info.key, { ...pod, spec: { ...pod.spec, nodeName: node } });
  exchange.sendJson(201, success(201));
}

/** POST serviceaccounts/NAME/token: a token that lasts as long as asked, 10 minutes at least. */
export async function handleTokenRequest({
  server,
  exchange,
  info,
  namespace,
  request,
}: ResourceRequest): Promise<void> {
  const body = dict(await readBody(server, exchange));
  const account = requireObject(server, info, namespace, request.name);
  const asked = at(body, "spec.expirationSeconds");
  const seconds = Math.max(600, typeof asked === "number" ? asked : 3600);
  const issuedAt = Math.floor(server.clock.now() / 1000);
  const expiresAt = issuedAt + seconds;
  const identity = { namespace: namespace ?? "", name: request.name, uid: account.metadata.uid };
  const token = issueToken(server.tokenKey, identity, { issuedAt, expiresAt });
  exchange.sendJson(201, {
    kind: "TokenRequest",
    apiVersion: "authentication.k8s.io/v1",
    metadata: { name: request.name, namespace, creationTimestamp: timestamp(server.clock.now()) },
    spec: {
      audiences: ["https://kubernetes.default.svc.cluster.local"],
      expirationSeconds: seconds,
      boundObjectRef: null,
    },
    status: { token, expirationTimestamp: timestamp(expiresAt * 1000) },
  });
}
