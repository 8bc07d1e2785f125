import { badField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import type { Transaction } from "#lib/db/transaction";
import type { Runtime } from "#lib/runtime";
import { LOCAL_ISSUER } from "./find-local-account.ts";
import { revokeUserSessions } from "./revoke-user-sessions.ts";

/** Length limits of NIST SP 800-63B: long enough to resist guessing, bounded so that hashing stays cheap. */
const MIN_LENGTH = 12;
const MAX_LENGTH = 256;

/**
 * @param field what the password is called where it was typed
 * @throws `bad_input` for a password that is too short, too long, or the person's own e-mail.
 */
export function checkPassword(password: string, email: string, field = "password"): void {
  if (password.length < MIN_LENGTH) throw badField(field, `at least ${MIN_LENGTH} characters`);
  if (password.length > MAX_LENGTH) throw badField(field, `at most ${MAX_LENGTH} characters`);
  if (password.toLowerCase() === email.toLowerCase()) throw badField(field, "not the e-mail address");
}

/**
 * Gives a person a local account or a new password, and ends their sessions. The guard and the audit are the caller's;
 * hash the password before the transaction (`hashPassword`), it takes a while.
 */
export async function setLocalPassword(
  tx: Transaction,
  runtime: Pick<Runtime, "clock">,
  account: { userId: string; email: string; passwordHash: string },
): Promise<void> {
  const { userId, passwordHash } = account;
  const subject = account.email.toLowerCase();
  await tx.identity.upsert({
    where: { issuer_subject: { issuer: LOCAL_ISSUER, subject } },
    create: { id: newId(runtime.clock), userId, issuer: LOCAL_ISSUER, subject, passwordHash },
    update: { passwordHash },
  });
  await revokeUserSessions(tx, userId, new Date(runtime.clock.now()));
}
