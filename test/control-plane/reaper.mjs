// Ends the processes of a control plane when the test that started it was killed and could not do so itself.
// Reads `pid N` for each process that was started, `gone N` for each that ended, `dir PATH` for the folder to remove.
// The pipe closes when the test's process is gone, however it went.
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

const pids = new Set();
const folders = [];

for await (const line of createInterface({ input: process.stdin })) {
  const [word, value] = line.split(/ (.*)/s);
  if (word === "pid") pids.add(Number(value));
  if (word === "gone") pids.delete(Number(value));
  if (word === "dir") folders.push(value);
}
for (const pid of pids) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had ended already.
  }
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true });
