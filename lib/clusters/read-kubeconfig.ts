import type { Context } from "#lib/context";
import { badField, failure } from "#lib/core/errors";
import { parseKubeconfig } from "#lib/kubernetes/kubeconfig/parse-kubeconfig";
import type { KubeconfigContext } from "#lib/kubernetes/kubeconfig/parsed-kubeconfig";
import { addressPolicyOf } from "./address-policy.ts";

/** A context of an upload: its credential can be stored, for exec plugins are never taken from uploads. */
export type UploadedContext = KubeconfigContext & {
  readonly credential: Exclude<KubeconfigContext["credential"], { kind: "exec" }>;
};

/** Parses an upload under the operator's address policy. @throws `bad_input`, never with a value of the file */
export function parseUpload({ env, clock }: Pick<Context["runtime"], "env" | "clock">, text: string) {
  return parseKubeconfig(text, { clock, addressPolicy: addressPolicyOf(env) });
}

/**
 * One context of an upload; without a name, the only one.
 * @throws `bad_input` that names the context, or each field that makes it unusable.
 */
export function readUploadedContext(
  runtime: Pick<Context["runtime"], "env" | "clock">,
  text: string,
  name: string | undefined,
): UploadedContext {
  const parsed = parseUpload(runtime, text);
  const refused = parsed.refused.find((entry) => entry.context === name);
  if (refused !== undefined) {
    const first = refused.problems[0];
    throw failure("bad_input", first && `${first.field}: ${first.rule}`, { fields: refused.problems });
  }
  const found = name === undefined ? only(parsed.contexts) : parsed.contexts.find((context) => context.name === name);
  if (found === undefined) throw badField("context", "must be the name of a usable context of the file");
  const { credential } = found;
  if (credential.kind === "exec") throw badField("user.exec", "is not taken from uploads");
  return { ...found, credential };
}

function only(contexts: readonly KubeconfigContext[]): KubeconfigContext | undefined {
  if (contexts.length > 1) throw badField("context", "must be chosen: the file has several");
  return contexts[0];
}
