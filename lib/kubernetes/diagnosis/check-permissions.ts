import { isKubeError } from "../api/errors.ts";
import { type ProbeResult, probeList } from "../api/probe-list.ts";
import { type AccessQuestion, reviewAccess } from "../api/review-access.ts";
import { KIND_NAMES, KINDS } from "../kinds/registry.ts";
import type { PermissionFinding } from "../types/diagnosis.ts";
import type { Check, CheckResult, DiagnosisContext } from "./diagnosis-context.ts";

/** Namespaces tried one by one; more would only repeat the picture. */
const MAX_NAMESPACES = 10;

/** What Wheelhouse does on behalf of people, and to keep their access in the cluster. */
const WRITES: readonly AccessQuestion[] = [
  { verb: "patch", group: "apps", resource: "deployments" },
  { verb: "patch", group: "apps", resource: "deployments", subresource: "scale" },
  { verb: "delete", group: "", resource: "pods" },
  { verb: "get", group: "", resource: "pods", subresource: "log" },
  { verb: "create", group: "", resource: "pods", subresource: "exec" },
  { verb: "create", group: "", resource: "pods", subresource: "portforward" },
  { verb: "create", group: "", resource: "resourcequotas" },
  { verb: "create", group: "rbac.authorization.k8s.io", resource: "rolebindings" },
];

type Kind = (typeof KINDS)[(typeof KIND_NAMES)[number]];

/** Which kinds can be listed, by listing one object of each, and which writes the cluster says are allowed. */
export const checkPermissions: Check = async (context) => {
  // What is polled comes from an API of its own, whose check says whether it answers.
  const kinds = KIND_NAMES.map((name): Kind => KINDS[name]).filter(({ pollMs }) => pollMs === undefined);
  const wide = await Promise.all(kinds.map((kind) => tryList(context, kind, undefined)));
  const closed = kinds.filter((kind, index) => kind.namespaced && wide[index]?.result === "forbidden");
  const namespaces = context.namespaces.slice(0, MAX_NAMESPACES);
  const narrow = await Promise.all(closed.flatMap((kind) => namespaces.map((name) => tryList(context, kind, name))));
  const scopes = closed.length > 0 && namespaces.length > 0 ? namespaces : [undefined];
  const reviews = await Promise.all([
    ...WRITES.flatMap((write) => scopes.map((namespace) => review(context, { ...write, namespace }))),
    ...kinds.filter((_, index) => wide[index]?.result === "allowed").map((kind) => reviewWatch(context, kind)),
  ]);
  const permissions = [...wide, ...narrow, ...reviews];
  return { ...conclusion(kinds, wide, narrow, reviews), facts: { permissions } };
};

const RESULT: Readonly<Record<ProbeResult, PermissionFinding["result"]>> = {
  allowed: "allowed",
  forbidden: "forbidden",
  unsupported: "unsupported",
  unreachable: "unknown",
};

async function tryList(
  context: DiagnosisContext,
  kind: Kind,
  namespace: string | undefined,
): Promise<PermissionFinding> {
  const { group, version, resource } = kind;
  const found = await probeList(
    context.connection,
    { group, version, resource, namespace },
    { signal: context.signal },
  );
  return { group, resource, verb: "list", namespace, result: RESULT[found], foundBy: "attempt" };
}

function reviewWatch(context: DiagnosisContext, { group, resource }: Kind): Promise<PermissionFinding> {
  return review(context, { verb: "watch", group, resource });
}

async function review({ connection, signal }: DiagnosisContext, question: AccessQuestion): Promise<PermissionFinding> {
  const { verb, group, resource, subresource, namespace } = question;
  const finding = { group, resource, subresource, verb, namespace, foundBy: "review" } as const;
  try {
    const { allowed } = await reviewAccess(connection, question, { signal });
    return { ...finding, result: allowed ? "allowed" : "forbidden" };
  } catch (error) {
    if (!isKubeError(error)) throw error;
    return { ...finding, result: "unknown" };
  }
}

type Findings = readonly PermissionFinding[];

function conclusion(kinds: readonly Kind[], wide: Findings, narrow: Findings, reviews: Findings): CheckResult {
  const served = wide.filter(({ result }) => result !== "unsupported");
  const open = served.filter(({ result }) => result === "allowed");
  const unwatched = reviews.filter(({ verb, result }) => verb === "watch" && result === "forbidden");
  if (unwatched.length > 0) {
    const sentence = `The credential lists but may not watch ${names(unwatched)}: changes would not be seen.`;
    return { state: "failed", sentence, fix: "Allow the verb watch wherever list is allowed." };
  }
  if (open.length === served.length && served.length > 0) {
    return { state: "ok", sentence: `The credential lists all ${open.length} kinds in all namespaces.` };
  }
  const somewhere = new Set(narrow.filter(({ result }) => result === "allowed").map(({ resource }) => resource));
  const missing = served.filter(({ result, resource }) => result !== "allowed" && !somewhere.has(resource));
  const places = new Set(narrow.filter(({ result }) => result === "allowed").map(({ namespace }) => namespace)).size;
  const found = open.length + somewhere.size;
  if (found === 0) {
    const tried = kinds.length > 0 && narrow.length > 0 ? ", also in the granted namespaces" : "";
    const sentence = `The credential cannot list any kind${tried}.`;
    return { state: "failed", sentence, fix: "Bind the credential to a role that allows get, list and watch." };
  }
  const where = places === 0 ? "" : `; ${somewhere.size} of them only in ${places} namespace${places === 1 ? "" : "s"}`;
  const lacking = missing.length === 0 ? "" : ` Not ${names(missing)}.`;
  const sentence = `The credential lists ${found} of ${served.length} kinds${where}.${lacking}`;
  return { state: "warning", sentence, fix: "Allow get, list and watch on the missing kinds where they are wanted." };
}

function names(findings: Findings): string {
  return [...new Set(findings.map(({ resource }) => resource))].join(", ");
}
