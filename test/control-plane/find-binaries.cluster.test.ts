import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findBinaries } from "./find-binaries.ts";

const PROGRAMS = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok", "kubectl"];

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "wheelhouse-assets-"));
  await mkdir(join(dir, "assets"));
  for (const name of PROGRAMS) await writeFile(join(dir, "assets", name), "");
});
afterAll(() => rm(dir, { recursive: true }));

it("takes a relative folder from where the command was typed, and finds the programs from anywhere", async () => {
  const env = { NODE_ENV: "test", INIT_CWD: dir, KUBEBUILDER_ASSETS: "assets" } as const;
  const found = await findBinaries({ env });
  expect(Object.values(found).toSorted()).toEqual(PROGRAMS.map((name) => join(dir, "assets", name)).toSorted());
});

it("names the folder that is not there", async () => {
  const env = { NODE_ENV: "test", INIT_CWD: dir, KUBEBUILDER_ASSETS: "nowhere" } as const;
  await expect(findBinaries({ env })).rejects.toThrow(
    `KUBEBUILDER_ASSETS names ${join(dir, "nowhere")}, which does not exist.`,
  );
});
