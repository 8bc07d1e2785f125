import type { z } from "zod";
import { requireAudited } from "#lib/audit/require-audited";
import { withAudit } from "#lib/audit/with-audit";
import type { Context } from "#lib/context";
import { newId } from "#lib/core/ids";
import { parseInput } from "#lib/http/parse-input";
import { diagnoseContext, findRegistered } from "./diagnose-context.ts";
import { readUploadedContext } from "./read-kubeconfig.ts";
import { type CheckedContext, checkContextInput } from "./schemas.ts";
import type { StepListener } from "./tell-steps.ts";

/**
 * Connects once with a context of an upload and says what it can do, before anything of it is stored. The audit says
 * which server was asked.
 * @param onStep hears of each step of the diagnosis as it begins and ends
 * @throws `bad_input` for a file or a context that is not acceptable; `client_closed` when nobody waits any more. A
 * cluster that does not answer is an answer.
 */
export async function checkContext(
  ctx: Context,
  input: z.input<typeof checkContextInput>,
  onStep?: StepListener,
): Promise<CheckedContext> {
  const attempt = { action: "cluster.check", targetKind: "cluster", targetName: String(input.context) };
  await requireAudited(ctx, { kind: "portal", action: "clusters.manage" }, attempt);
  const { kubeconfig, context } = parseInput(checkContextInput, input, "body");
  const uploaded = readUploadedContext(ctx.runtime, kubeconfig, context);
  const entry = { ...attempt, targetName: uploaded.server, detail: { context } };
  return await withAudit(ctx, entry, async (note) => {
    const place = { id: newId(ctx.runtime.clock), slug: "new-cluster" };
    const { diagnosis, facts, problem } = await diagnoseContext(ctx, uploaded, place, onStep);
    const registeredAs = await findRegistered(ctx, { uid: facts.uid, server: uploaded.server });
    const usable = problem === undefined && registeredAs === undefined;
    note({ usable, version: facts.version });
    return { usable, registeredAs, version: facts.version, diagnosis };
  });
}
