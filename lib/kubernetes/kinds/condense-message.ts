const LONGEST = 160;

/**
 * The part of a controller's or runtime's message that a person needs: the innermost cause, without the wrapping of
 * each layer, ids and line breaks.
 */
export function condenseMessage(message: string): string {
  const line = message.replaceAll(/\s+/g, " ").trim();
  const inner = line
    .replace(/^(.*\b)?rpc error: code = \w+ desc = /, "")
    .replace(/^the HPA was unable to compute the replica count: /, "")
    .replace(/^(failed to (create|start) (containerd|shim) task: )+/, "")
    .replace(/OCI runtime create failed: runc create failed: unable to start container process: /, "")
    .replace(/\b[0-9a-f]{32,}\b/g, "…")
    .replace(/[.\s]+$/, "");
  return inner.length > LONGEST ? `${inner.slice(0, LONGEST - 1)}…` : inner;
}
