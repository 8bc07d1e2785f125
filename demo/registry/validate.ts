import { matchesLabels, selectorRequirements } from "../store/label-selector.ts";
import type { KubeObject, LabelSelector } from "../types/object.ts";
import type { Container, PodSpec } from "../types/workloads.ts";
import { at, dict, equal, list } from "../util/json.ts";
import { parseQuantity, quantityValue } from "../util/quantity.ts";
import type { FieldProblem } from "./api-error.ts";

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** Roles and bindings may hold any path segment, for example `system:node`. */
const FREE_NAMES = new Set(["roles", "rolebindings", "clusterroles", "clusterrolebindings"]);

const WORKLOADS = new Set(["deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps"]);

const required = (field: string, detail = ""): FieldProblem => ({
  field,
  reason: "FieldValueRequired",
  message: detail ? `Required value: ${detail}` : "Required value",
});
const bad = (field: string, value: unknown, detail: string): FieldProblem => ({
  field,
  reason: "FieldValueInvalid",
  message: `Invalid value: ${JSON.stringify(value)}: ${detail}`,
});

function nameProblems(resource: string, name: string): FieldProblem[] {
  if (FREE_NAMES.has(resource)) return /[/%]/.test(name) ? [bad("metadata.name", name, "may not contain '/'")] : [];
  if (resource === "namespaces" && !LABEL.test(name)) {
    return [bad("metadata.name", name, SUBDOMAIN_TEXT.replace("subdomain", "label").replace(" or '.'", ""))];
  }
  return SUBDOMAIN.test(name) && name.length <= 253 ? [] : [bad("metadata.name", name, SUBDOMAIN_TEXT)];
}

function resourceProblems(path: string, { resources }: Container): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const side of ["requests", "limits"] as const) {
    for (const [name, value] of Object.entries(resources?.[side] ?? {})) {
      if (!parseQuantity(value)) {
        problems.push(
          bad(
            `${path}.resources.${side}[${name}]`,
            value,
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
          ),
        );
      }
    }
  }
  for (const [name, request] of Object.entries(resources?.requests ?? {})) {
    const limit = resources?.limits?.[name];
    if (limit !== undefined && quantityValue(request) > quantityValue(limit)) {
      problems.push(
        bad(`${path}.resources.requests`, request, `must be less than or equal to ${name} limit of ${limit}`),
      );
    }
  }
  return problems;
}

function podSpecProblems(path: string, spec: PodSpec | undefined): FieldProblem[] {
  const containers = list(spec?.containers) as Container[];
  if (containers.length === 0) return [required(`${path}.containers`)];
  return containers.flatMap((container, index) => {
    const here = `${path}.containers[${index}]`;
    return [
      ...(container.name ? [] : [required(`${here}.name`)]),
      ...(container.image ? [] : [required(`${here}.image`)]),
      ...resourceProblems(here, container),
    ];
  });
}

function workloadProblems(object: KubeObject): FieldProblem[] {
  const selector = at(object, "spec.selector") as LabelSelector | undefined;
  if (!selector) return [required("spec.selector")];
  const labels = dict(at(object, "spec.template.metadata.labels")) as Record<string, string>;
  const problems = podSpecProblems("spec.template.spec", at(object, "spec.template.spec") as PodSpec | undefined);
  if (!matchesLabels(labels, selectorRequirements(selector))) {
    problems.unshift(bad("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"));
  }
  const replicas = at(object, "spec.replicas");
  if (typeof replicas === "number" && replicas < 0) {
    problems.push(bad("spec.replicas", replicas, "must be greater than or equal to 0"));
  }
  return problems;
}

/** What is wrong with an object, field by field; the checks that people run into, with the API server's texts. */
export function validateObject(
  key: string,
  resource: string,
  object: KubeObject,
  old: KubeObject | undefined,
): FieldProblem[] {
  const problems = old ? [] : nameProblems(resource, object.metadata.name);
  if (key === "pods" && !old) problems.push(...podSpecProblems("spec", object.spec as PodSpec | undefined));
  if (WORKLOADS.has(key)) problems.push(...workloadProblems(object));
  if (key === "jobs.batch")
    problems.push(...podSpecProblems("spec.template.spec", at(object, "spec.template.spec") as PodSpec));
  if (old && WORKLOADS.has(key) && !equal(at(old, "spec.selector"), at(object, "spec.selector"))) {
    problems.push(bad("spec.selector", at(object, "spec.selector"), "field is immutable"));
  }
  return problems;
}
