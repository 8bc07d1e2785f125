import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `node scripts/complete-lockfile.mjs`: writes the lockfile entries of packages for other platforms that the registry
 * at hand did not have when the lockfile was made. Without them `npm ci` refuses the lockfile on every platform; with
 * them each platform takes its own and leaves the rest alone. Run it after changing dependencies.
 */
const FILE = join(dirname(fileURLToPath(import.meta.url)), "../package-lock.json");
const OS = {
  linux: "linux",
  darwin: "darwin",
  win32: "win32",
  android: "android",
  freebsd: "freebsd",
  openharmony: "openharmony",
};
const CPU = {
  arm64: "arm64",
  x64: "x64",
  ia32: "ia32",
  arm: "arm",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
};

const lock = JSON.parse(readFileSync(FILE, "utf8"));
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (path === "") continue;
    const known = lock.packages[`${path}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    if (known?.version) continue;
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry.dev === true);
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} entries added\n`);

/** os, cpu and libc as the name of the package says them: `@swc/core-linux-arm64-musl`. */
function platformEntry(name, version, dev) {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}: ${version} is not an exact version`);
  const words = name.split("/").at(-1).split("-");
  const os = words.map((word) => OS[word]).find(Boolean);
  const cpu = words.map((word) => CPU[word]).find(Boolean);
  if (!cpu || (!os && cpu !== "wasm32")) throw new Error(`${name}: its platform is not in its name`);
  const last = words.at(-1);
  const libc =
    last === "musl" || last === "musleabihf"
      ? ["musl"]
      : os === "linux" && last.startsWith("gnu")
        ? ["glibc"]
        : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
