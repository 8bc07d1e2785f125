import type { ProcessGroup, RunningProcess } from "./process-group.ts";
import type { Kubectl } from "./run-kubectl.ts";
import { waitUntil } from "./wait-until.ts";

type ApiServerOptions = {
  readonly group: ProcessGroup;
  readonly program: string;
  readonly flags: readonly string[];
  readonly kubectl: Kubectl;
};

/** The one part that tests take away and give back. */
export class ApiServer {
  readonly #options: ApiServerOptions;
  #running: RunningProcess | undefined;

  constructor(options: ApiServerOptions) {
    this.#options = options;
  }

  /**
   * Resolves when it is ready.
   * @param port another one than its own, so that only who knows it reaches the cluster
   * @throws Error with the last lines of the part that ended instead
   */
  async start(port?: number): Promise<void> {
    const { group, program, flags, kubectl } = this.#options;
    this.#running = group.start("apiserver", program, [...flags, ...(port ? [`--secure-port=${port}`] : [])]);
    // kubectl says of every part whether it has ended.
    const server = port ? ["--server", `https://127.0.0.1:${port}`] : [];
    await waitUntil("the API server to be ready", async () => {
      return (await kubectl(["get", "--raw=/readyz", ...server])).code === 0;
    });
  }

  /** Ends it as a crash would. */
  async stop(): Promise<void> {
    await this.#running?.stop("SIGKILL");
  }
}
