import { execFile } from "node:child_process";
import { z } from "zod";
import { childEnvironment } from "#lib/core/env";
import { kubeError } from "../api/kube-error.ts";
import type { ClusterCredential } from "../types/target.ts";
import type { ClientCertificate } from "./dial.ts";

type ExecCredential = Extract<ClusterCredential, { kind: "exec" }>;

export type ExecAnswer = {
  readonly token: string | undefined;
  readonly certificate: ClientCertificate | undefined;
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined;
};

/** `ExecCredential` of client.authentication.k8s.io/v1; v1beta1 has the same fields. */
const answerSchema = z.object({
  kind: z.literal("ExecCredential"),
  apiVersion: z.enum(["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]),
  status: z.object({
    token: z.string().min(1).optional(),
    clientCertificateData: z.string().min(1).optional(),
    clientKeyData: z.string().min(1).optional(),
    expirationTimestamp: z.iso.datetime({ offset: true }).optional(),
  }),
});

const MAX_OUTPUT = 1024 * 1024;

/**
 * Runs a credential plugin, without a shell and without Wheelhouse's own settings in its environment.
 * @throws KubeError `credential`; its message never holds the plugin's output
 */
export async function runExecPlugin(cluster: string, plugin: ExecCredential, timeoutMs: number): Promise<ExecAnswer> {
  const fail = (message: string) => kubeError({ cluster, unreachable: "credential", message });
  const output = await run(plugin, timeoutMs).catch((error: unknown) => {
    throw fail(whyFailed(error, timeoutMs));
  });
  const parsed = answerSchema.safeParse(parseJson(output));
  if (!parsed.success) throw fail("the credential plugin did not print an ExecCredential");
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = parsed.data.status;
  if ((clientCertificateData === undefined) !== (clientKeyData === undefined)) {
    throw fail("the credential plugin printed a certificate without its key or a key without its certificate");
  }
  if (token === undefined && clientCertificateData === undefined)
    throw fail("the credential plugin printed no credential");
  const certificate =
    clientCertificateData === undefined || clientKeyData === undefined
      ? undefined
      : { certificate: clientCertificateData, key: clientKeyData };
  return {
    token,
    certificate,
    expiresAt: expirationTimestamp === undefined ? undefined : Date.parse(expirationTimestamp),
  };
}

function run(plugin: ExecCredential, timeoutMs: number): Promise<string> {
  const apiVersion = plugin.apiVersion ?? "client.authentication.k8s.io/v1";
  const info = JSON.stringify({ kind: "ExecCredential", apiVersion, spec: { interactive: false } });
  const own: Record<string, string> = { ...childEnvironment(), ...plugin.env, KUBERNETES_EXEC_INFO: info };
  // A framework's types demand NODE_ENV of every environment; a plugin needs none.
  const env = own as NodeJS.ProcessEnv;
  return new Promise((resolve, reject) => {
    const child = execFile(
      plugin.command,
      [...plugin.args],
      { env, timeout: timeoutMs, killSignal: "SIGKILL", maxBuffer: MAX_OUTPUT, windowsHide: true },
      (error, stdout) => (error === null ? resolve(stdout) : reject(error)),
    );
    child.stdin?.end();
  });
}

function whyFailed(error: unknown, timeoutMs: number): string {
  const { code, killed } = error as { code?: unknown; killed?: boolean };
  if (code === "ENOENT") return "the credential plugin is not installed";
  if (code === "EACCES") return "the credential plugin may not be run";
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "the credential plugin printed too much";
  if (killed) return `the credential plugin did not finish within ${Math.round(timeoutMs / 1000)} s`;
  return typeof code === "number"
    ? `the credential plugin failed with exit code ${code}`
    : "the credential plugin failed";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
