/**
 * The tag of an image reference (`registry:5000/name:tag@sha256:…`), or the start of its digest, or undefined when it
 * names neither.
 */
export function imageTag(image: string | undefined): string | undefined {
  if (image === undefined) return undefined;
  const [reference = "", digest] = image.split("@", 2);
  const last = reference.slice(reference.lastIndexOf("/") + 1);
  const colon = last.indexOf(":");
  if (colon !== -1) return last.slice(colon + 1);
  return digest?.replace(/^sha256:/, "").slice(0, 12);
}
