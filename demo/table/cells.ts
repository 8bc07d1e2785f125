import type { Dict, KubeObject } from "../types/object.ts";
import { at, dict, list, text } from "../util/json.ts";
import { humanDuration } from "../util/time.ts";

/** The time since a timestamp, as tables print it. */
export function since(time: unknown, now: number): string {
  const ms = typeof time === "string" ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? "<unknown>" : humanDuration(now - ms);
}

export const ageOf = ({ metadata }: KubeObject, now: number): string => since(metadata.creationTimestamp, now);

export const number = (object: unknown, path: string): number => Number(at(object, path) ?? 0);

/** The text at a path, or `<none>`. */
export const orNone = (object: unknown, path: string): string => text(at(object, path)) || "<none>";

export function labelsText(labels: unknown): string {
  const entries = Object.entries(dict(labels));
  return entries.length === 0 ? "<none>" : entries.map(([key, value]) => `${key}=${String(value)}`).join(",");
}

function containersAt(object: unknown, path: string): Dict[] {
  return list(at(object, path)).map(dict);
}

export const containerNames = (object: unknown, path: string): string =>
  containersAt(object, path)
    .map(({ name }) => text(name))
    .join(",");
export const containerImages = (object: unknown, path: string): string =>
  containersAt(object, path)
    .map(({ image }) => text(image))
    .join(",");
