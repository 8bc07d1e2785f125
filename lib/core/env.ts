import ipaddr from "ipaddr.js";
import { z } from "zod";

/** A list of addresses and ranges, separated by commas. */
const rangesSchema = z
  .string()
  .default("")
  .transform((text) => (text === "" ? [] : text.split(",").map((entry) => entry.trim())))
  .refine((entries) => entries.every(isRange), "each entry must be an address or a range, for example 10.0.0.0/8");

function isRange(entry: string): boolean {
  const address = entry.split("/", 1)[0] ?? "";
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  return address === entry || ipaddr.isValidCIDR(entry);
}

/** Every setting of the process. The only place that reads `process.env`. */
const envSchema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  /** The public address of the portal; cookies and origin checks follow it. */
  WHEELHOUSE_URL: z.url().optional(),
  /** Proxies whose `X-Forwarded-For` counts: addresses and ranges, comma separated. Empty: nobody's. */
  WHEELHOUSE_TRUSTED_PROXIES: rangesSchema,
  /** Postgres connection string. Empty: the embedded database under WHEELHOUSE_DIR. */
  DATABASE_URL: z.string().optional(),
  WHEELHOUSE_DIR: z.string().default(".wheelhouse"),
  /** Signs session cookies. At least 32 characters. */
  WHEELHOUSE_SESSION_SECRET: z.string().optional(),
  /** Wraps the data keys of stored credentials: `id:base64(32 bytes)`, several separated by commas, the first one is current. */
  WHEELHOUSE_ENCRYPTION_KEYS: z.string().optional(),
  /** Which server addresses a cluster may have besides public ones: `loopback`, `private`, both, comma separated. */
  WHEELHOUSE_ALLOW_ADDRESSES: z.string().default(""),
  /** The operator's own kubeconfig, of which only credentials that run a program are read, at each start. */
  WHEELHOUSE_KUBECONFIG: z.string().optional(),
  /** `1`: contexts of that file may run their credential plugins. */
  WHEELHOUSE_ALLOW_EXEC_PLUGINS: z.stringbool().default(false),
  /** Seconds for which a process that was asked to end serves on as not ready, until balancers have noticed. */
  WHEELHOUSE_DRAIN_GRACE_SECONDS: z.coerce.number().int().min(0).max(600).default(0),
  /** `1`: serves `/dev/components`, the page of all primitives, from a build too; `next dev` always does. */
  WHEELHOUSE_DEV_PAGES: z.stringbool().default(false),
  WHEELHOUSE_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Bearer token for /metrics. Empty: /metrics answers on loopback only. */
  WHEELHOUSE_METRICS_TOKEN: z.string().optional(),
});

export type Env = z.infer<typeof envSchema>;

/**
 * Reads and checks the environment.
 * @throws an Error whose message lists each variable and the rule it breaks, never a value.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = envSchema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not valid. ${lines.join("; ")}`);
}

/** The environment for programs that Wheelhouse starts: its own, without the settings that hold secrets. */
export function childEnvironment(source: Record<string, string | undefined> = process.env): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined || /^(DATABASE_URL$|WHEELHOUSE_|NEXTAUTH_)/.test(name)) continue;
    kept[name] = value;
  }
  return kept;
}
