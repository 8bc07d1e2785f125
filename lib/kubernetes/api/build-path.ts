import { badField } from "#lib/core/errors";

/** Names a kind, and perhaps one object or its subresource, as the API server's paths do. */
export type ResourcePath = {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural, lower case: `deployments`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  /** `status`, `scale`, `log` … ; only with a name. */
  readonly subresource?: string;
};

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const WORD = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
/** Most names are DNS subdomains; those of RBAC objects may hold any path-safe character, such as `system:node`. */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._:@+=~-]{1,253}$/;

/**
 * The API path of a kind or an object. Every segment follows Kubernetes' own rules, so none can hold a separator, a dot
 * segment or an escape, and what a URL parser makes of the result is the result.
 * @throws bad_input naming the part that is not valid, never its value
 */
export function buildPath(parts: ResourcePath): string {
  const { group, version, resource, namespace, name, subresource } = parts;
  if (group !== "") check("group", group, SUBDOMAIN, "must be a DNS name", "apps");
  check("version", version, WORD, "must be a lower-case word", "v1");
  check("resource", resource, WORD, "must be a lower-case plural", "deployments");
  const segments = group === "" ? ["api", version] : ["apis", group, version];
  if (namespace !== undefined) {
    check(
      "namespace",
      namespace,
      LABEL,
      "must be a DNS label: lower-case letters, digits and dashes, at most 63",
      "team-a",
    );
    segments.push("namespaces", namespace);
  }
  segments.push(resource);
  if (name !== undefined) {
    check("name", name, NAME, "must be a Kubernetes object name", "web-1");
    segments.push(name);
  }
  if (subresource !== undefined) {
    if (name === undefined) throw badField("subresource", "needs a name");
    check("subresource", subresource, WORD, "must be a lower-case word", "status");
    segments.push(subresource);
  }
  return verified(`/${segments.join("/")}`);
}

function check(field: string, value: string, rule: RegExp, text: string, example: string): void {
  if (typeof value !== "string" || !rule.test(value)) throw badField(field, text, example);
}

function verified(path: string): string {
  if (new URL(path, "https://cluster.example").pathname !== path) throw badField("path", "must not change when parsed");
  return path;
}
