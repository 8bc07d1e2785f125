import { open, readFile, rm } from "node:fs/promises";

/**
 * Takes a lock file that holds the process id: the embedded database is one process's alone, and two writers would
 * destroy it. A lock whose process is gone is taken over.
 * @throws Error with a sentence for the operator when another live process holds it.
 * @returns the function that releases the lock.
 */
export async function lockDirectory(path: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await createLock(path)) return () => rm(path, { force: true });
    const holder = Number.parseInt(await readFile(path, "utf8").catch(() => ""), 10);
    if (isAlive(holder)) {
      throw new Error(
        `The embedded database is in use by process ${holder}. Stop it first, or set DATABASE_URL to share a Postgres database.`,
      );
    }
    await rm(path, { force: true });
  }
  throw new Error(`The lock file ${path} keeps coming back. Is another Wheelhouse starting in the same folder?`);
}

async function createLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
