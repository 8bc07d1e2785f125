/** The last part of an image's name with its tag, or with the first characters of its digest. */
export function shortImage(image: string): string {
  const name = image.slice(image.lastIndexOf("/") + 1);
  const at = name.indexOf("@sha256:");
  return at < 0 ? name : name.slice(0, at + "@sha256:".length + 8);
}
