import { z } from "zod";
import { clusterFreshnessSchema } from "#lib/http/answer";

/**
 * The live stream: `GET /live?view=<name>?<params>&view=…` (server-sent events). Each `view` is a
 * view name with its parameters as a query string, for example `view=workloads%3Fteam%3Dpayments`; the same text is
 * the view's id in every message. Views are the JSON lists of the same name (`/api/<name>?…`).
 *
 * A viewer that holds an answer already names its revision: one `revision` for each `view`, in the same order, empty for
 * none. It then gets only the patches since, or a snapshot when the revision is too old. With `once=1` the stream ends
 * there, with `bye` for the reason `done`: for a viewer that comes back every few seconds instead of holding a connection.
 */
/** The whole answer of the view's JSON route; sent first unless the client named a revision that is still current. */
export const snapshotSchema = z.object({ view: z.string(), revision: z.string(), answer: z.unknown() });

/** Rows by key to insert or replace, keys to remove, and fields of the answer beside `items` that changed. */
export const patchSchema = z.object({
  view: z.string(),
  revision: z.string(),
  upserts: z.array(z.looseObject({ key: z.string() })),
  deletes: z.array(z.string()),
  fields: z.record(z.string(), z.unknown()).optional(),
});

/** The state of the clusters of a view changed; `failures` of the answer are those that are not live. */
export const stateSchema = z.object({
  view: z.string(),
  revision: z.string().optional(),
  freshness: z.array(clusterFreshnessSchema),
});

/**
 * Forget what was sent: the viewer was too slow, or may now see something else. A `snapshot` (or `refused`) of the same
 * view follows in the same stream, so there is nothing to fetch.
 */
export const resetSchema = z.object({ view: z.string() });

/** The view does not exist for this viewer. */
export const refusedSchema = z.object({ view: z.string(), message: z.string() });

/** The server ends the stream: `signed-out`, `draining`, `done`. Do not come back after `signed-out`. */
export const byeSchema = z.object({ reason: z.enum(["signed-out", "draining", "done"]) });

export type LiveSnapshot = z.infer<typeof snapshotSchema>;
export type LivePatch = z.infer<typeof patchSchema>;
export type LiveState = z.infer<typeof stateSchema>;
