import { randomBytes } from "node:crypto";
import type { KubectlOptions, KubectlResult } from "../../control-plane/run-kubectl.ts";
import { waitUntil } from "../../control-plane/wait-until.ts";
import type { KubectlTarget } from "../target.ts";

/** kubectl in one namespace of a cluster, as its administrator. */
export class Session {
  readonly target: KubectlTarget;
  readonly namespace: string;

  private constructor(target: KubectlTarget, namespace: string) {
    this.target = target;
    this.namespace = namespace;
  }

  /** Makes a namespace that can run pods. */
  static async open(target: KubectlTarget): Promise<Session> {
    const session = new Session(target, `k-${randomBytes(4).toString("hex")}`);
    await session.ok(["create", "namespace", session.namespace]);
    await waitUntil(
      "the default service account",
      async () => (await session.run(["get", "serviceaccount", "default"])).code === 0,
    );
    return session;
  }

  run(args: readonly string[], options?: KubectlOptions): Promise<KubectlResult> {
    return this.target.kubectl(["--namespace", this.namespace, ...args], options);
  }

  /** Standard output of a command that succeeds. @throws Error with what kubectl said otherwise */
  async ok(args: readonly string[], options?: KubectlOptions): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, options);
    if (code !== 0) throw new Error(`kubectl ${args.join(" ")} ended with ${code}: ${stderr}${stdout}`);
    return stdout.trimEnd();
  }

  /** Standard error of a command that fails. @throws Error when it succeeds */
  async fails(args: readonly string[], options?: KubectlOptions): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, options);
    if (code === 0) throw new Error(`kubectl ${args.join(" ")} did not fail: ${stdout}`);
    return stderr.trimEnd();
  }

  /** Applies one object or several. */
  apply(...objects: readonly object[]): Promise<string> {
    const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    return this.ok(["apply", "-f", "-"], { input });
  }

  async json<T>(args: readonly string[]): Promise<T> {
    return JSON.parse(await this.ok([...args, "-o", "json"])) as T;
  }

  /** Runs a watch until a line of its output fits, and returns the lines so far. */
  async watch(
    args: readonly string[],
    last: (lines: readonly string[]) => boolean,
    meanwhile: () => Promise<unknown>,
  ): Promise<string[]> {
    const lines: string[] = [];
    const ended = new AbortController();
    let started = false;
    const watching = this.run([...args, "--watch"], {
      signal: ended.signal,
      onLine: (line) => {
        started = true;
        lines.push(line);
        if (last(lines)) ended.abort();
      },
    });
    await waitUntil("the watch to begin", async () => started);
    await meanwhile();
    await waitUntil(`the watch to see it, after ${JSON.stringify(lines)}`, async () => ended.signal.aborted);
    await watching;
    return lines;
  }
}

/** The words of a table's first line. */
export function header(table: string): string[] {
  return (table.split("\n")[0] ?? "").trim().split(/\s{2,}/);
}

/** The cells of a table's row whose first cell is `name`. */
export function row(table: string, name: string): string[] {
  const line = table.split("\n").find((candidate) => candidate.startsWith(`${name} `)) ?? "";
  return line.trim().split(/\s{2,}/);
}
