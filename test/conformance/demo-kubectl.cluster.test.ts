import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { findBinaries } from "../control-plane/find-binaries.ts";
import { kubectlFor } from "../control-plane/run-kubectl.ts";
import { kubectlConformance } from "./kubectl-conformance.ts";
import { startDemoTarget } from "./start-demo-target.ts";
import type { KubectlTarget } from "./target.ts";

describe("kubectl on the demo fleet", () => {
  let target: KubectlTarget;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const { kubectl } = await findBinaries();
    const started = await startDemoTarget();
    const dir = await mkdtemp(join(tmpdir(), "wheelhouse-kubectl-"));
    stop = async () => {
      await started.stop();
      await rm(dir, { recursive: true });
    };
    const config = join(dir, "admin.kubeconfig");
    await writeFile(config, started.target.adminKubeconfig, { mode: 0o600 });
    target = { ...started.target, dir, kubectl: kubectlFor(kubectl, dir, config) };
  });
  afterAll(() => stop());

  kubectlConformance(() => target);
});
