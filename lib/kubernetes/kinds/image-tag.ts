/** The tag of an image, without registry, repository and digest: `registry.example:5000/team/api:2.14.0` → `2.14.0`. */
export function imageTag(image: string | undefined): string | undefined {
  if (image === undefined) return undefined;
  const name = image.split("@")[0] ?? "";
  const last = name.slice(name.lastIndexOf("/") + 1);
  const at = last.indexOf(":");
  return at > 0 ? last.slice(at + 1) : undefined;
}
