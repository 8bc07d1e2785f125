import { join } from "node:path";
import { plainEnvironment } from "../steps/plain-environment.ts";
import { localSecrets } from "./local-secrets.ts";
import type { StartOptions } from "./parse-options.ts";

/**
 * The environment of a local start: this machine only, with the embedded database in `dir`. Of the shell's settings
 * only the log level counts.
 */
export function environment(
  { dev, port, allowExecPlugins }: StartOptions,
  dir: string,
  kubeconfig: string | undefined,
): NodeJS.ProcessEnv {
  return {
    ...plainEnvironment(),
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    WHEELHOUSE_URL: `http://localhost:${port}`,
    WHEELHOUSE_DIR: dir,
    // Saves the server from stripping the same types at each start.
    NODE_COMPILE_CACHE: join(dir, "compile-cache"),
    // The demo's fleet is on this machine, and its password is published; own clusters may be in this network too.
    WHEELHOUSE_ALLOW_ADDRESSES: kubeconfig === undefined ? "loopback" : "loopback,private",
    WHEELHOUSE_LOG_LEVEL: process.env.WHEELHOUSE_LOG_LEVEL || "warn",
    WHEELHOUSE_KUBECONFIG: kubeconfig ?? "",
    WHEELHOUSE_ALLOW_EXEC_PLUGINS: allowExecPlugins ? "1" : "",
    ...localSecrets(dir),
  };
}
