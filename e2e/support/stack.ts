/** What the tests know of the stack that runs for them. */
export type Stack = {
  /** Where the portal is served. */
  readonly url: string;
  /** Kubeconfig files of the demo clusters by slug: the portal's own identity. */
  readonly kubeconfigs: Readonly<Record<string, string>>;
  /** Kubeconfig files of a cluster administrator, by slug. */
  readonly adminKubeconfigs: Readonly<Record<string, string>>;
  /** The same of two clusters that nobody has registered, `alpha` and `beta`. */
  readonly spare: Pick<Stack, "kubeconfigs" | "adminKubeconfigs" | "control">;
  /** The switch of the demo's faults. */
  readonly control: { readonly url: string; readonly token: string };
};

const VARIABLE = "WHEELHOUSE_E2E_STACK";
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Hands the stack to the processes of the tests. */
export function publishStack(stack: Stack): void {
  process.env[VARIABLE] = JSON.stringify(stack);
}

/** @throws when no stack was started: these tests run against their own portal only */
export function currentStack(): Stack {
  const text = process.env[VARIABLE];
  if (!text) throw new Error("No stack runs: start the tests with e2e/playwright.config.ts.");
  const stack = JSON.parse(text) as Stack;
  refuseElsewhere(stack.url);
  refuseElsewhere(stack.control.url);
  return stack;
}

/** @throws for any address that is not on this machine: tests change and break what they talk to */
export function refuseElsewhere(address: string): void {
  const { hostname } = new URL(address);
  if (!LOOPBACK.has(hostname)) throw new Error(`${address} is not on this machine: end-to-end tests refuse it.`);
}
