/** What decides where a portal runs and with what. */
const SETTING = /^(DATABASE_URL|HOST|PORT|NODE_ENV)$|^(WHEELHOUSE|NEXTAUTH)_/;

/**
 * The environment of this machine for programs that a script starts, without any setting of a portal: a shell that
 * happens to name a database, or exports HOST as some do, must not reach one. The script adds what it decides.
 */
export function plainEnvironment(source: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(source).filter(([name]) => !SETTING.test(name));
  // Empty and not left out: Next fills in what an .env file names and the environment does not.
  return { ...Object.fromEntries(kept), NODE_ENV: "production", DATABASE_URL: "", HOST: "127.0.0.1" };
}
