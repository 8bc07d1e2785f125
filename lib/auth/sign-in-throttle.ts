import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { failure, type WheelhouseError } from "#lib/core/errors";
import { createSemaphore } from "#lib/core/semaphore";

export type SignInAttempt = { readonly account: string; readonly address: string };

export type ThrottleRefusal = {
  readonly error: WheelhouseError;
  /** The first refusal of the window: the one to write down. The rest would only fill the audit. */
  readonly isFirst: boolean;
};

/**
 * Counts failed sign-ins of this process: per account and address, so that a stranger who guesses does not lock the
 * owner out; per account from anywhere, far higher; per address over all accounts.
 */
export type SignInThrottle = {
  /**
   * Counts an attempt before its password is looked at, so that parallel guesses count too.
   * @returns a refusal (`too_many_requests`) when there were too many.
   */
  begin(attempt: SignInAttempt): Promise<ThrottleRefusal | undefined>;
  /** Takes the attempt back: the password was right. */
  succeeded(attempt: SignInAttempt): Promise<void>;
  /** Looks at a password when it is its turn: many at once would take every thread that files and names wait for. */
  inTurn<T>(look: () => Promise<T>): Promise<T>;
};

export type ThrottleLimits = {
  readonly perAccountAndAddress: number;
  readonly perAccount: number;
  readonly perAddress: number;
  readonly windowSeconds: number;
};

/** Half of the threads of a Node process. */
const AT_ONCE = 2;
/** More than this that wait are a flood, and refused. */
const MOST_WAITING = 1_000;
const LIMITS: ThrottleLimits = { perAccountAndAddress: 10, perAccount: 100, perAddress: 100, windowSeconds: 15 * 60 };

export function createSignInThrottle(limits: ThrottleLimits = LIMITS): SignInThrottle {
  const turns = createSemaphore(AT_ONCE, MOST_WAITING, () => failure("too_many_requests"));
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: limits.windowSeconds });
  const addresses = limiter(limits.perAddress);
  const pairs = limiter(limits.perAccountAndAddress);
  const accounts = limiter(limits.perAccount);
  return {
    begin: async (attempt) => {
      const { account, address, pair } = keysOf(attempt);
      return (await consume(addresses, address)) ?? (await consume(pairs, pair)) ?? (await consume(accounts, account));
    },
    succeeded: async (attempt) => {
      const { account, address, pair } = keysOf(attempt);
      await pairs.delete(pair);
      await accounts.reward(account);
      await addresses.reward(address);
    },
    inTurn: async (look) => {
      const release = await turns.acquire();
      try {
        return await look();
      } finally {
        release();
      }
    },
  };
}

function keysOf({ account, address }: SignInAttempt) {
  const network = networkOf(address);
  return { account: digest(account), address: digest(network), pair: digest(`${network} ${account}`) };
}

/** IPv6 clients have a /64 of addresses each, so that network counts as one. */
function networkOf(address: string): string {
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address).parts.slice(0, 4).join(":") : address;
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
