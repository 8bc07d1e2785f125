import { bumpEpochs } from "#lib/access/bump-epochs";
import { recordAudit } from "#lib/audit/record-audit";
import type { Runtime } from "#lib/runtime";

type Options = {
  readonly sessionId: string;
  /** `session.sign-out` by the person; `session.replace` when the same browser signs in again. */
  readonly action: "session.sign-out" | "session.replace";
  readonly requestId?: string;
};

/** Revokes one session from this moment on; its open streams end within a second. Unknown and ended ones: nothing. */
export async function endSession(runtime: Pick<Runtime, "db" | "clock" | "log">, options: Options): Promise<void> {
  const { prisma } = runtime.db;
  await prisma.$transaction(async (tx) => {
    const session = await tx.userSession.findUnique({ where: { id: options.sessionId }, include: { user: true } });
    if (!session || session.revokedAt) return;
    await bumpEpochs(tx, [session.userId]);
    await tx.userSession.update({ where: { id: session.id }, data: { revokedAt: new Date(runtime.clock.now()) } });
    const { id, displayName, email } = session.user;
    const ctx = { runtime, actor: { userId: id, displayName, email }, requestId: options.requestId };
    const entry = { action: options.action, targetKind: "user", targetId: id, targetName: displayName };
    await recordAudit(ctx, { ...entry, result: "succeeded", detail: { sessionId: session.id } }, tx);
  });
}
