import type { Store } from "../store/store.ts";
import type { PolicyRule, RbacBinding, RbacRole, RbacSubject } from "../types/policy.ts";
import type { Attributes, User } from "./user.ts";

const GROUP = "rbac.authorization.k8s.io";
const ROLES = `roles.${GROUP}`;
const BINDINGS = `rolebindings.${GROUP}`;
const CLUSTER_ROLES = `clusterroles.${GROUP}`;
const CLUSTER_BINDINGS = `clusterrolebindings.${GROUP}`;

export type Decision = { allowed: boolean; reason: string };

function isSubject(user: User, subject: RbacSubject, namespace: string): boolean {
  if (subject.kind === "User") return subject.name === user.name;
  if (subject.kind === "Group") return user.groups.includes(subject.name);
  return (
    subject.kind === "ServiceAccount" &&
    user.name === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`
  );
}

const names = (list: readonly string[] | undefined, value: string): boolean =>
  list !== undefined && (list.includes("*") || list.includes(value));

function pathMatches(patterns: readonly string[] | undefined, path: string): boolean {
  return (patterns ?? []).some((pattern) =>
    pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path,
  );
}

function resourceMatches(rule: PolicyRule, { resource, subresource }: Attributes): boolean {
  const full = subresource ? `${resource}/${subresource}` : resource;
  return names(rule.resources, full) || (subresource !== "" && (rule.resources ?? []).includes(`*/${subresource}`));
}

/** Whether one rule of a role allows a request. */
export function ruleAllows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!names(rule.verbs, attributes.verb)) return false;
  if (attributes.path !== undefined) return pathMatches(rule.nonResourceURLs, attributes.path);
  if (!names(rule.apiGroups, attributes.group) || !resourceMatches(rule, attributes)) return false;
  return !rule.resourceNames?.length || rule.resourceNames.includes(attributes.name);
}

function roleOf(store: Store, binding: RbacBinding): RbacRole | undefined {
  const { kind, name } = binding.roleRef;
  const key = kind === "ClusterRole" ? CLUSTER_ROLES : ROLES;
  return store.get(key, kind === "ClusterRole" ? undefined : binding.metadata.namespace, name) as RbacRole | undefined;
}

type Match = { binding: RbacBinding; subject: RbacSubject; rules: readonly PolicyRule[] };

/** Bindings that name a user, cluster-wide ones first, then those of a namespace. */
export function bindingsOf(store: Store, user: User, namespace: string): Match[] {
  const all = [
    ...(store.list(CLUSTER_BINDINGS) as RbacBinding[]),
    ...(namespace ? (store.list(BINDINGS, namespace) as RbacBinding[]) : []),
  ];
  return all.flatMap((binding) => {
    const subject = (binding.subjects ?? []).find((candidate) =>
      isSubject(user, candidate, binding.metadata.namespace ?? ""),
    );
    if (!subject) return [];
    return [{ binding, subject, rules: roleOf(store, binding)?.rules ?? [] }];
  });
}

function allowedBy({ binding, subject }: Match): string {
  const kind = binding.metadata.namespace ? "RoleBinding" : "ClusterRoleBinding";
  const name = binding.metadata.namespace
    ? `${binding.metadata.name}/${binding.metadata.namespace}`
    : binding.metadata.name;
  const who = subject.kind === "ServiceAccount" ? `${subject.name}/${subject.namespace}` : subject.name;
  return `RBAC: allowed by ${kind} "${name}" of ${binding.roleRef.kind} "${binding.roleRef.name}" to ${subject.kind} "${who}"`;
}

/** The RBAC authorizer, over the Role and Binding objects in the store. */
export function authorize(store: Store, user: User, attributes: Attributes): Decision {
  if (user.groups.includes("system:masters")) return { allowed: true, reason: "" };
  for (const match of bindingsOf(store, user, attributes.namespace)) {
    if (match.rules.some((rule) => ruleAllows(rule, attributes))) return { allowed: true, reason: allowedBy(match) };
  }
  return { allowed: false, reason: "" };
}

/** The sentence of a refusal (k8s.io/apiserver, responsewriters.forbiddenMessage), without the object's part. */
export function refusal(user: User, { verb, group, resource, subresource, namespace, path }: Attributes): string {
  const who = `User ${JSON.stringify(user.name)} cannot ${verb}`;
  if (path !== undefined) return `${who} path ${JSON.stringify(path)}`;
  const what = `resource ${JSON.stringify(subresource ? `${resource}/${subresource}` : resource)} in API group ${JSON.stringify(group)}`;
  return namespace
    ? `${who} ${what} in the namespace ${JSON.stringify(namespace)}`
    : `${who} ${what} at the cluster scope`;
}
