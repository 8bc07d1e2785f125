import type { ClusterConnection } from "../types/connection.ts";
import type { CallOptions } from "./call-options.ts";
import { requestJson } from "./request-json.ts";

/** `/version`. `minor` may end in `+`, as some providers write it. */
export type ServerVersion = {
  readonly major: string;
  readonly minor: string;
  readonly gitVersion: string;
  readonly platform: string;
};

/** The version that the API server says it has. @throws KubeError */
export async function serverVersion(connection: ClusterConnection, options: CallOptions = {}): Promise<ServerVersion> {
  const version: Partial<Record<keyof ServerVersion, unknown>> = await requestJson(connection, {
    ...options,
    method: "GET",
    path: "/version",
  });
  const text = (value: unknown) => (typeof value === "string" ? value.slice(0, 100) : "");
  return {
    major: text(version.major),
    minor: text(version.minor),
    gitVersion: text(version.gitVersion),
    platform: text(version.platform),
  };
}
