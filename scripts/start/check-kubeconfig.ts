import { readFileSync } from "node:fs";
import { systemClock } from "#lib/core/clock";
import { parseKubeconfig } from "#lib/kubernetes/kubeconfig/parse-kubeconfig";

const ANY_ADDRESS = { allowLoopback: true, allowPrivate: true, refused: [] };

const REASONS: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder, name a file, for example ~/.kube/config",
  EACCES: "this file may not be read",
};

/**
 * Whether a file is a kubeconfig, before anything is built for it. Contexts that cannot be used are no reason to stop:
 * they are listed when the others have been registered.
 * @throws an Error with one sentence that names the file and what is wrong with it
 */
export function checkKubeconfig(path: string): void {
  try {
    parseKubeconfig(readFileSync(path), { clock: systemClock, addressPolicy: ANY_ADDRESS, allowExec: true });
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Error(`--kubeconfig ${path}: ${REASONS[code] ?? message}.`);
  }
}
