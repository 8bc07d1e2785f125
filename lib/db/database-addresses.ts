import { Client } from "pg";

/**
 * Every `host:port` at which the driver looks for the database, as it reads a connection string itself: also `?host=`,
 * several hosts, and a socket file (the same server on this machine).
 * @throws Error that names the setting, never its value
 */
export function databaseAddresses(url: string): string[] {
  const { host, port } = read(url);
  return host.split(",").map((one) => `${one.startsWith("/") ? "localhost" : one}:${port}`);
}

function read(url: string): Client {
  try {
    return new Client({ connectionString: url });
  } catch {
    throw new Error(
      "DATABASE_URL must be a connection string with one host, such as postgres://wheelhouse@db.example:5432/wheelhouse.",
    );
  }
}
