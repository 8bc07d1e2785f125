import { recordAudit } from "#lib/audit/record-audit";
import { failure } from "#lib/core/errors";
import type { Runtime } from "#lib/runtime";
import { findLocalAccount } from "./find-local-account.ts";
import { startSession } from "./start-session.ts";
import { verifyPassword } from "./verify-password.ts";

export type SignInInput = {
  readonly email: string;
  readonly password: string;
  /** Where the request comes from, for the throttle and the audit. */
  readonly address: string;
  readonly userAgent?: string;
  readonly requestId?: string;
};

export type SignInRuntime = Pick<Runtime, "db" | "clock" | "log" | "throttle">;

const MAX_NAME = 254;
const MAX_PASSWORD = 256;

/**
 * Signs in with a local account. Whatever is wrong (no such person, no password, a wrong one, a suspended account) the
 * answer and the time it takes are the same.
 * @returns the id of a new session.
 * @throws `not_signed_in` with the generic text; `too_many_requests`.
 */
export async function signIn(
  runtime: SignInRuntime,
  input: SignInInput,
): Promise<{ userId: string; sessionId: string }> {
  const { throttle } = runtime;
  if (!throttle) throw failure("internal", "Sign-in is not throttled, so it is off.");
  const name = input.email.trim().toLowerCase();
  const attempt = { account: name, address: input.address };
  const refusal = await throttle.begin(attempt);
  if (refusal?.isFirst) await recordRefusal(runtime, input, name, "denied");
  if (refusal) throw refusal.error;
  const plausible = name.length <= MAX_NAME && input.password.length <= MAX_PASSWORD && !name.includes("\0");
  const account = plausible ? await findLocalAccount(runtime.db, name) : undefined;
  const fits = await throttle.inTurn(() => verifyPassword(plausible ? input.password : "", account?.passwordHash));
  if (!account || !fits || account.user.status !== "active") {
    await recordRefusal(runtime, input, name, "failed");
    throw failure("not_signed_in", "The e-mail or the password is not right.");
  }
  const sessionId = await openSession(runtime, input, account.user);
  await throttle.succeeded(attempt);
  return { userId: account.user.id, sessionId };
}

type User = { id: string; displayName: string; email: string };

async function openSession(runtime: SignInRuntime, input: SignInInput, user: User): Promise<string> {
  return await runtime.db.prisma.$transaction(async (tx) => {
    const sessionId = await startSession(tx, runtime, { userId: user.id, userAgent: input.userAgent });
    const actor = { userId: user.id, displayName: user.displayName, email: user.email };
    const entry = { action: "session.sign-in", targetKind: "user", targetId: user.id, targetName: user.displayName };
    const detail = { sessionId, address: input.address, userAgent: input.userAgent };
    await recordAudit({ runtime, actor, requestId: input.requestId }, { ...entry, result: "succeeded", detail }, tx);
    return sessionId;
  });
}

async function recordRefusal(
  runtime: SignInRuntime,
  input: SignInInput,
  name: string,
  result: "denied" | "failed",
): Promise<void> {
  const entry = { action: "session.sign-in", targetKind: "account", targetName: name.slice(0, MAX_NAME) };
  const detail = { address: input.address, userAgent: input.userAgent };
  await recordAudit({ runtime, requestId: input.requestId }, { ...entry, result, detail });
}
