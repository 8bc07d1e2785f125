import { z } from "zod";
import { isKubeError } from "#lib/kubernetes/api/errors";
import { requestJson } from "#lib/kubernetes/api/request-json";
import type { ClusterConnection } from "#lib/kubernetes/types/connection";

const versionSchema = z.object({ gitVersion: z.string().max(100) });

/** The API server's version without the leading `v` ("1.35.4"), or undefined when it does not say. */
export async function readServerVersion(connection: ClusterConnection): Promise<string | undefined> {
  try {
    const answer = await requestJson<unknown>(connection, { method: "GET", path: "/version" });
    const parsed = versionSchema.safeParse(answer);
    return parsed.success ? parsed.data.gitVersion.replace(/^v/, "") : undefined;
  } catch (error) {
    if (isKubeError(error)) return undefined;
    throw error;
  }
}
