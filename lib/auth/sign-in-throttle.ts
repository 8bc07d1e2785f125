import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { failure, type WheelhouseError } from "#lib/core/errors";

export type SignInAttempt = { readonly account: string; readonly address: string };

export type ThrottleRefusal = {
  readonly error: WheelhouseError;
  /** The first refusal of the window: the one to write down. The rest would only fill the audit. */
  readonly isFirst: boolean;
};

/** Counts failed sign-ins of this process, per account from anywhere and per address over all accounts. */
export type SignInThrottle = {
  /**
   * Counts an attempt before its password is looked at, so that parallel guesses count too.
   * @returns a refusal (`too_many_requests`) when there were too many.
   */
  begin(attempt: SignInAttempt): Promise<ThrottleRefusal | undefined>;
  /** Takes the attempt back: the password was right. */
  succeeded(attempt: SignInAttempt): Promise<void>;
};

export type ThrottleLimits = {
  readonly perAccount: number;
  readonly perAddress: number;
  readonly windowSeconds: number;
};

const LIMITS: ThrottleLimits = { perAccount: 10, perAddress: 100, windowSeconds: 15 * 60 };

export function createSignInThrottle(limits: ThrottleLimits = LIMITS): SignInThrottle {
  const duration = limits.windowSeconds;
  const accounts = new RateLimiterMemory({ keyPrefix: "account", points: limits.perAccount, duration });
  const addresses = new RateLimiterMemory({ keyPrefix: "address", points: limits.perAddress, duration });
  return {
    begin: async ({ account, address }) => {
      return (await consume(addresses, digest(address))) ?? (await consume(accounts, digest(account)));
    },
    succeeded: async ({ account, address }) => {
      await accounts.delete(digest(account));
      await addresses.reward(digest(address));
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<ThrottleRefusal | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (result) {
    if (!(result instanceof RateLimiterRes)) throw result;
    const minutes = Math.max(1, Math.ceil(result.msBeforeNext / 60_000));
    const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
    const error = failure("too_many_requests", `Too many attempts. Try again in ${wait}.`);
    return { error, isFirst: result.consumedPoints === limiter.points + 1 };
  }
}

/** Keys of one length, whatever somebody types. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
