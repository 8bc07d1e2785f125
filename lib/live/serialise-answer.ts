import { createHash } from "node:crypto";
import type { ClusterFreshness } from "#lib/http/answer";
import type { ViewAnswer, ViewReading } from "./hub.ts";

/** A reading with its parts as JSON texts, so that two of them compare without walking objects. */
export type Serialised = ViewReading & {
  readonly rows: ReadonlyMap<string, string>;
  /** The fields of the answer beside the rows and the freshness. */
  readonly fields: ReadonlyMap<string, string>;
  readonly freshness: string;
};

const NOT_FIELDS = new Set(["items", "freshness", "failures", "revision"]);

/**
 * Turns an answer into bytes once. The revision is a digest of everything a viewer could notice, so equal answers have
 * equal revisions, also after a restart.
 */
export function serialiseAnswer(given: ViewAnswer): Serialised {
  const rows = new Map(given.items.map((item) => [item.key, JSON.stringify(item)]));
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    if (!NOT_FIELDS.has(name) && value !== undefined) fields.set(name, JSON.stringify(value));
  }
  const quiet = given.freshness.map(withoutTicking);
  const freshness = JSON.stringify(quiet);
  const failures = quiet.filter((cluster) => cluster.state !== "live");
  const rest = [...fields].map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  const parts = [
    `"items":[${[...rows.values()].join(",")}]`,
    `"failures":${JSON.stringify(failures)}`,
    `"freshness":${freshness}`,
    ...rest,
  ].join(",");
  const revision = createHash("sha256").update(parts).digest("base64url").slice(0, 22);
  const answer = { ...given, freshness: quiet, failures, revision };
  return { revision, answer, body: Buffer.from(`{${parts},"revision":"${revision}"}`), rows, fields, freshness };
}

/** A live cluster is current by definition; its ever moving time would make every answer a new one. */
function withoutTicking(cluster: ClusterFreshness): ClusterFreshness {
  return cluster.state === "live" ? { ...cluster, asOf: undefined } : cluster;
}
