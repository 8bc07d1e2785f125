import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, statfsSync } from "node:fs";
import { connect, createServer } from "node:net";
import { homedir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { isInstalled, ROOT } from "./steps/run-on-node24.mjs";

// `npm run doctor`: what this machine has and lacks for Wheelhouse, and what to do about it. Runs on the host's own Node
// without any package, so that it can say that packages are missing.

/**
 * @typedef {{ ok: boolean, says: string, needed?: boolean }} Finding
 * What was found. `says` of a finding that is not ok tells what to do. `needed: false` is worth knowing, not wrong.
 */

const GIGABYTE = 1024 ** 3;
const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];

/** @type {Record<string, () => Finding | Promise<Finding>>} */
const CHECKS = {
  node: () => {
    const [major = 0] = process.versions.node.split(".").map(Number);
    return major >= 20
      ? { ok: true, says: `Node ${process.versions.node} starts the scripts; Node 24 comes with the packages` }
      : { ok: false, says: `This is Node ${process.versions.node}: install Node 20 or newer.` };
  },
  platform: () => {
    const platform = `${process.platform}-${process.arch}`;
    return PLATFORMS.includes(platform)
      ? { ok: true, says: platform }
      : { ok: false, says: `No Node 24 package for ${platform}: install Node 24 yourself.` };
  },
  npm: () => {
    const version = run("npm", ["--version"]);
    return version ? { ok: true, says: version } : { ok: false, says: "npm was not found: install it beside Node." };
  },
  packages: () =>
    isInstalled()
      ? { ok: true, says: "as in the lockfile" }
      : { ok: false, needed: false, says: "not installed yet, npm start and npm test do it" },
  memory: () => {
    const size = totalmem() / GIGABYTE;
    const says = `${size.toFixed(1)} GB`;
    return size >= 3.5 ? { ok: true, says } : { ok: false, says: `${says}: the build and the tests need 4 GB.` };
  },
  disk: () => {
    const { bavail, bsize } = statfsSync(ROOT);
    const free = (bavail * bsize) / GIGABYTE;
    const says = `${free.toFixed(1)} GB free`;
    return free >= 3 ? { ok: true, says } : { ok: false, says: `${says}: packages and builds need 3 GB.` };
  },
  checkout: () => {
    try {
      accessSync(ROOT, constants.W_OK);
      return { ok: true, says: `${ROOT} is writable` };
    } catch {
      return { ok: false, says: `${ROOT} is not writable: .wheelhouse and .next are kept there.` };
    }
  },
  "port 3000": async () =>
    (await isFree(3000))
      ? { ok: true, says: "free" }
      : { ok: false, needed: false, says: "in use: stop what listens there, or npm start -- --port 3001" },
  database,
  browser,
  "control plane": controlPlane,
};

/** @returns {Promise<Finding>} */
async function database() {
  const url = process.env.DATABASE_URL;
  if (!url) return { ok: true, says: "embedded, under .wheelhouse (DATABASE_URL is not set)" };
  if (!URL.canParse(url))
    return { ok: false, says: "DATABASE_URL is not a URL: postgres://user:password@host:5432/name" };
  const { hostname, port } = new URL(url);
  const where = `${hostname}:${port || 5432}`;
  return (await answers(hostname, Number(port || 5432)))
    ? { ok: true, says: `${where} answers; npm start has its own all the same` }
    : { ok: false, says: `${where} does not answer: start the database, or unset DATABASE_URL for the embedded one.` };
}

/** @returns {Finding} */
function browser() {
  const named = process.env.WHEELHOUSE_BROWSER;
  if (named) {
    return existsSync(named)
      ? { ok: true, says: named }
      : { ok: false, says: `WHEELHOUSE_BROWSER names ${named}, which does not exist.` };
  }
  const system = ["google-chrome", "chromium", "chromium-browser"].find((name) => run(name, ["--version"]));
  if (system) return { ok: true, says: `${system} of this machine` };
  if (process.platform === "linux" && process.arch === "x64") {
    return { ok: true, says: "the Chromium that comes with the packages" };
  }
  return {
    ok: false,
    needed: false,
    says: "none seen: npm test needs Chrome, or WHEELHOUSE_BROWSER naming a Chromium",
  };
}

/** @returns {Finding} */
function controlPlane() {
  const named = process.env.KUBEBUILDER_ASSETS;
  const assets = named && resolve(process.env.INIT_CWD ?? process.cwd(), named);
  if (assets && !existsSync(assets))
    return { ok: false, says: `KUBEBUILDER_ASSETS names ${assets}, which does not exist.` };
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "wheelhouse/control-plane");
  const built = existsSync(cache) && readdirSync(cache).some((name) => !name.includes("partial"));
  const go = run("go", ["version"])?.replace(/^go version /, "");
  if (built) return { ok: true, says: `built, in ${cache}` };
  if (go) return { ok: true, says: `${go} builds it at the first npm run test:cluster, in about 8 minutes` };
  return { ok: false, needed: false, says: "npm run test:cluster needs Go 1.26 or newer, or KUBEBUILDER_ASSETS" };
}

/**
 * The output of a command, undefined when it is not there.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 });
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  const { ok, says, needed = true } = await check();
  if (!ok && needed) failed += 1;
  process.stdout.write(`${ok ? "✓" : needed ? "✗" : "–"} ${name}: ${says}\n`);
}
process.stdout.write(failed === 0 ? "\nEverything that is needed is there.\n" : `\n${failed} to solve.\n`);
process.exit(failed === 0 ? 0 : 1);
