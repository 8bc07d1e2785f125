const MAX = 40;

/**
 * A free short name made of a context's name: `arn:aws:eks:eu-west-1:1234:cluster/eu-prod` → `eu-prod`,
 * `admin@eu-prod` → `eu-prod`. Pure.
 */
export function suggestSlug(contextName: string, taken: ReadonlySet<string>): string {
  const tail = contextName.split(/[/@]/).at(-1) ?? contextName;
  const found = clean(tail) || clean(contextName) || "cluster";
  // Pages of the portal have these names.
  const base = found === "register" || found === "places" ? `${found}-cluster` : found;
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const candidate = `${base.slice(0, MAX - 4)}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function clean(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX)
    .replace(/^-+|-+$/g, "");
}
