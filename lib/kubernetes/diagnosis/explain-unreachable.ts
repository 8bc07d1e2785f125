import type { UnreachableReason } from "../types/connection.ts";

/** What a platform engineer can do about each way of not reaching a cluster. */
export const UNREACHABLE_FIX: Readonly<Record<UnreachableReason, string>> = {
  refused: "Check the address and port, and that the API server runs.",
  timeout: "Check that a firewall or security group lets this host connect to the address and port.",
  dns: "Check the spelling of the server name, and that this host's name service knows it.",
  tls: "Check certificate-authority-data: it must be the CA that signed the API server's certificate.",
  reset: "Check that the address is a Kubernetes API server that speaks HTTPS.",
  "address-not-allowed": "Use another address, or let an operator allow this kind with WHEELHOUSE_ALLOW_ADDRESSES.",
  redirect: "Use the address of the API server itself, not that of a login page or load balancer in front of it.",
  credential: "Replace the credential with one that the cluster accepts.",
  throttled: "Wait until the cluster has capacity, then try again.",
  "server-error": "Look at the API server's own logs.",
  closed: "Try again.",
};
