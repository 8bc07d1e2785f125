import { apiErrors, invalid } from "../registry/api-error.ts";
import { matchesFields, parseFieldSelector, UnsupportedField } from "../store/field-selector.ts";
import { matchesLabels, parseLabelSelector } from "../store/label-selector.ts";
import type { KubeObject } from "../types/object.ts";

export type Selection = { matches: (object: KubeObject) => boolean; selects: boolean };

/** The label and field selectors of a request. Throws 400 for what is none. */
export function selectionOf(key: string, query: URLSearchParams): Selection {
  const labelText = query.get("labelSelector") ?? "";
  const labels = parseLabelSelector(labelText);
  if (!labels) throw apiErrors.badRequest(`unable to parse requirement: found '${labelText}'`);
  const fields = fieldsOf(key, query.get("fieldSelector") ?? "");
  return {
    matches: (object) => matchesLabels(object.metadata.labels, labels) && matchesFields(object, fields),
    selects: labels.length > 0 || fields.length > 0,
  };
}

function fieldsOf(key: string, selector: string) {
  try {
    return parseFieldSelector(key, selector);
  } catch (error) {
    if (error instanceof UnsupportedField) throw apiErrors.badRequest(error.message);
    throw error;
  }
}

/** A revision given by a client; undefined when absent. Throws 400 for anything but a number. */
export function revisionOf(query: URLSearchParams): number | undefined {
  const text = query.get("resourceVersion") ?? "";
  if (text === "") return undefined;
  if (!/^[0-9]+$/.test(text)) {
    throw apiErrors.badRequest(
      `Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

export function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? "";
  return /^[0-9]+$/.test(text) ? Number(text) : undefined;
}

export function isTrue(query: URLSearchParams, name: string): boolean {
  return ["true", "1"].includes(query.get(name) ?? "");
}

const LIST_OPTIONS = (field: string, message: string) =>
  invalid("meta.k8s.io", "ListOptions", "", [
    { field, reason: "FieldValueForbidden", message: `Forbidden: ${message}` },
  ]);

/** The rules between resourceVersion, resourceVersionMatch, continue and sendInitialEvents. Throws 400 or 422. */
export function checkListOptions(query: URLSearchParams, watch: boolean): void {
  const match = query.get("resourceVersionMatch") ?? "";
  const version = query.get("resourceVersion") ?? "";
  const initial = query.get("sendInitialEvents");
  if (watch) {
    if (initial !== null && match !== "NotOlderThan") {
      throw LIST_OPTIONS(
        "sendInitialEvents",
        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",
      );
    }
    if (initial === null && match !== "") {
      throw LIST_OPTIONS(
        "resourceVersionMatch",
        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided",
      );
    }
    return;
  }
  if (initial !== null) throw LIST_OPTIONS("sendInitialEvents", "sendInitialEvents is forbidden for list");
  if (match === "") return;
  if (query.get("continue"))
    throw LIST_OPTIONS("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
  if (version === "")
    throw LIST_OPTIONS("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
  if (match === "Exact" && version === "0") {
    throw LIST_OPTIONS("resourceVersionMatch", 'resourceVersionMatch "Exact" is forbidden for resourceVersion "0"');
  }
}
