import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** SQLite's result code for a database that somebody else has locked. */
const BUSY = 5;

/**
 * Locks a folder for this process: two writers would destroy an embedded database. The lock is one of the operating
 * system on an empty SQLite file beside `path`, so that it ends with its process however that ends, whatever number the
 * process had and in whichever container it ran. `path` itself only tells people who holds it.
 * @throws Error with a sentence for the operator when it is held already, by another process or by this one.
 * @returns the function that releases the lock.
 */
export async function lockDirectory(path: string): Promise<() => Promise<void>> {
  const guard = takeGuard(`${path}-guard`);
  if (!guard) {
    const pid = Number.parseInt(await readFile(path, "utf8").catch(() => ""), 10);
    const holder = Number.isInteger(pid) ? `process ${pid}` : "another process";
    throw new Error(`The embedded database in ${dirname(path)} is in use by ${holder}: stop that first.`);
  }
  await writeFile(path, `${process.pid}\n`);
  return async () => {
    if (!guard.isOpen) return;
    await rm(path, { force: true });
    // The file stays: removing it could take the lock of somebody who has just opened it.
    guard.close();
  };
}

function takeGuard(file: string): DatabaseSync | undefined {
  const guard = new DatabaseSync(file, { timeout: 0 });
  try {
    guard.exec("BEGIN EXCLUSIVE");
    return guard;
  } catch (error) {
    guard.close();
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return undefined;
    throw error;
  }
}
