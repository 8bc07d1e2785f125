import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ASK_AGAIN_MS = 500;
const SAID_AFTER = 10;

/**
 * Runs `work` in one process at a time: two commands in one checkout must not install or build over each other. A lock
 * whose process is gone counts as free.
 * @template T
 * @param {string} root the checkout
 * @param {string} name what is locked, for example `install`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(root, name, work) {
  const folder = join(root, ".wheelhouse");
  const lock = join(folder, `${name}.lock`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let asked = 0; !take(lock); asked += 1) {
    // Said late: most waits are over by then. The file is what to remove when nobody works.
    if (asked === SAID_AFTER) process.stderr.write(`\nWaiting for another process to finish: ${lock}\n`);
    await sleep(ASK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") {
      // A full disk has the file without what belongs in it, which would count as held for ever.
      rmSync(lock, { force: true });
      throw error;
    }
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** @param {string} lock */
function isHeld(lock) {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    // Empty for the moment between its creation and its first write. Signal 0 asks whether the process is there.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
