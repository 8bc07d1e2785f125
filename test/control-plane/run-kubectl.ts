import { spawn } from "node:child_process";

export type KubectlResult = { readonly stdout: string; readonly stderr: string; readonly code: number };

export type KubectlOptions = {
  /** Standard input, for `-f -`. */
  readonly input?: string;
  /** Path of another kubeconfig than the cluster's own administrator's. */
  readonly kubeconfig?: string;
  /** Ends the command, for watches. */
  readonly signal?: AbortSignal;
  /** Receives each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
};

export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<KubectlResult>;

/** A function that runs this kubectl on one cluster, with nothing of the environment of the person who runs the test. */
export function kubectlFor(program: string, dir: string, kubeconfig: string): Kubectl {
  return (args, options = {}) => {
    const child = spawn(program, [...args], {
      cwd: dir,
      env: { NODE_ENV: "test", PATH: process.env.PATH, HOME: dir, KUBECONFIG: options.kubeconfig ?? kubeconfig },
      stdio: ["pipe", "pipe", "pipe"],
    });
    options.signal?.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
    return new Promise((resolve, reject) => {
      const out: string[] = [];
      const err: string[] = [];
      child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
      if (options.onLine) eachLine(child.stdout, options.onLine);
      child.once("error", reject);
      child.once("close", (code) => resolve({ stdout: out.join(""), stderr: err.join(""), code: code ?? 1 }));
    });
  };
}

function eachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = "";
  stream.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}
