import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./with-lock.mjs";

/** The checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Installs what the lockfile says when it is not there, then runs a TypeScript file on the Node 24 that came with the
 * install. The only code that must run on the host's own Node, without any package.
 * @param {string} file path from the checkout's root
 * @param {readonly string[]} args
 */
export async function runOnNode24(file, args) {
  try {
    if (!isInstalled()) await withLock(ROOT, "install", async () => void (isInstalled() || (await install())));
    const node = node24();
    const bin = join(ROOT, "node_modules/.bin");
    const path = [dirname(node), bin, process.env.PATH].join(delimiter);
    const child = spawn(node, [join(ROOT, file), ...args], {
      cwd: ROOT,
      stdio: "inherit",
      env: { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: "1" },
    });
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
    child.on("error", (error) => fail(`Node 24 could not be started: ${error.message}`));
    child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** Whether every package of the lockfile that this platform needs is installed in its version. */
export function isInstalled() {
  const hidden = join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const found = present[path];
    return found ? found.version === version : optional === true;
  });
}

async function install() {
  process.stderr.write("Installing packages from the lockfile …\n");
  const started = performance.now();
  const code = await new Promise((resolve, reject) => {
    const npm = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    npm.on("error", () => reject(new Error("npm was not found: Wheelhouse needs Node 20 or newer with npm.")));
    npm.on("exit", resolve);
  });
  if (code !== 0) throw new Error("The packages could not be installed: npm ci failed, its message is above.");
  process.stderr.write(`Installed in ${Math.round((performance.now() - started) / 1000)} s\n`);
}

/** The Node that came with the install, else the host's own when it is new enough. */
function node24() {
  const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  for (const name of [`node-${platform}`, `node-bin-${platform}`]) {
    const path = join(ROOT, "node_modules", name, process.platform === "win32" ? "bin/node.exe" : "bin/node");
    if (existsSync(path)) return path;
  }
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major >= 24) return process.execPath;
  throw new Error(
    `No Node 24 for ${platform} came with the install, and this is Node ${process.versions.node}: install Node 24.`,
  );
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
