import { spawn } from "node:child_process";

/** Runs a script in a fresh process of the same Node and gives what it prints as JSON. @throws when it fails. */
export function runChild<T>(script: string, args: readonly string[], flags: readonly string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(text) as T);
      else reject(new Error(`${script} ended with code ${code}`));
    });
  });
}
