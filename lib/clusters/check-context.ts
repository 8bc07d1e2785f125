import type { z } from "zod";
import { requireAccess } from "#lib/access/require";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { parseInput } from "#lib/http/parse-input";
import { diagnoseContext, findRegistered } from "./diagnose-context.ts";
import { readUploadedContext } from "./read-kubeconfig.ts";
import { type CheckedContext, checkContextInput } from "./schemas.ts";

/**
 * Connects once with a context of an upload and says what it can do, before anything is stored.
 * @throws `bad_input` for a file or a context that is not acceptable. A cluster that does not answer is an answer.
 */
export async function checkContext(ctx: Context, input: z.input<typeof checkContextInput>): Promise<CheckedContext> {
  await requireAccess(ctx, { kind: "portal", action: "clusters.manage" });
  const { kubeconfig, context } = parseInput(checkContextInput, input, "body");
  const uploaded = readUploadedContext(ctx.runtime, kubeconfig, context);
  const place = { id: newId(ctx.runtime.clock), slug: "new-cluster" };
  const { diagnosis, facts, problem } = await diagnoseContext(ctx, uploaded, place);
  const registeredAs = await findRegistered(ctx, { uid: facts.uid, server: uploaded.server });
  return {
    usable: problem === undefined && registeredAs === undefined,
    registeredAs,
    version: facts.version,
    diagnosis,
  };
}
