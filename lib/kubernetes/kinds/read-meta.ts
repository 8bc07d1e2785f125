import type { AppLabels, RowMeta } from "../types/rows.ts";
import type { Intern } from "./kind-definition.ts";
import { type Fields, fieldsOf, listOf, nameOf, ownText, timeOf, uniqueText } from "./read-fields.ts";

/** What every row keeps of `metadata`. `undefined` when the object has no name. managedFields are not looked at. */
export function readMeta(object: unknown, intern: Intern): RowMeta | undefined {
  const metadata = fieldsOf(fieldsOf(object).metadata);
  const name = uniqueText(metadata.name);
  if (name === "") return undefined;
  const owner = controllerOf(metadata);
  return {
    uid: uniqueText(metadata.uid),
    namespace: nameOf(metadata.namespace, intern) ?? "",
    name,
    createdAt: timeOf(metadata.creationTimestamp) ?? 0,
    deletedAt: timeOf(metadata.deletionTimestamp),
    ownerKind: nameOf(owner?.kind, intern),
    ownerName: nameOf(owner?.name, intern),
    ownerUid: nameOf(owner?.uid, intern),
  };
}

/** The owner reference marked as controller, else none: other owners only matter to garbage collection. */
function controllerOf(metadata: Fields): Fields | undefined {
  for (const reference of listOf(metadata.ownerReferences)) {
    const fields = fieldsOf(reference);
    if (fields.controller === true) return fields;
  }
  return undefined;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/, with the older `app`. */
export function readAppLabels(object: unknown, intern: Intern): AppLabels {
  const labels = fieldsOf(fieldsOf(fieldsOf(object).metadata).labels);
  return {
    appName: nameOf(ownText(labels, "app.kubernetes.io/name") ?? ownText(labels, "app"), intern),
    appVersion: nameOf(ownText(labels, "app.kubernetes.io/version") ?? ownText(labels, "version"), intern),
    partOf: nameOf(ownText(labels, "app.kubernetes.io/part-of"), intern),
  };
}
