import { ACCEPT_METADATA } from "../api/accept.ts";
import { isForbidden, isNotFound, isUnauthorized } from "../api/errors.ts";
import { getObject } from "../api/get-object.ts";
import type { Check } from "./diagnosis-context.ts";

const KUBE_SYSTEM = { group: "", version: "v1", resource: "namespaces", name: "kube-system" };

/** The uid of kube-system, which tells one cluster from another whatever its address is. */
export const checkIdentity: Check = async ({ connection, signal }) => {
  try {
    const accept = `${ACCEPT_METADATA}, application/json`;
    const found = await getObject<{ metadata?: { uid?: unknown } }>(connection, KUBE_SYSTEM, { signal, accept });
    const uid = found.metadata?.uid;
    if (typeof uid !== "string" || !/^[\w-]{1,64}$/.test(uid)) {
      return { state: "unknown", sentence: "The cluster does not say which one it is." };
    }
    return { state: "ok", sentence: `This is the cluster \`${uid}\`.`, facts: { uid } };
  } catch (error) {
    if (!isForbidden(error) && !isNotFound(error) && !isUnauthorized(error)) throw error;
    return {
      state: "unknown",
      sentence: "The credential may not read the namespace kube-system, so a second registration cannot be noticed.",
      fix: "Allow get on the namespace kube-system.",
    };
  }
};
