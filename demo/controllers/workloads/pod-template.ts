import { createHash } from "node:crypto";
import type { KubeObject, ObjectInput } from "../../types/object.ts";
import type { PodTemplate } from "../../types/workloads.ts";
import { ownerReference } from "../helpers.ts";

/** A pod from a template: named after its owner with a random ending unless `name` is given. */
export function podFromTemplate(
  owner: KubeObject,
  template: PodTemplate,
  extra: { name?: string; labels?: Record<string, string> } = {},
): ObjectInput {
  const { labels, annotations } = template.metadata;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...(extra.name ? { name: extra.name } : {}),
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace,
      labels: { ...labels, ...extra.labels },
      ...(annotations ? { annotations } : {}),
      ownerReferences: [ownerReference(owner)],
    },
    spec: template.spec,
  };
}

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** A short hash of a template in the letters of generated names; the length varies a little, as with the real one. */
export function templateHash(template: PodTemplate, salt = ""): string {
  const digest = createHash("sha1").update(JSON.stringify(template)).update(salt).digest();
  const length = 9 + ((digest[19] ?? 0) % 2);
  return [...digest.subarray(0, length)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}
