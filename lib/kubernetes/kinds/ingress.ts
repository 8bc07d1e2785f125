import type { IngressRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readAddresses } from "./read-addresses.ts";
import { fieldsOf, listOf, nameOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const INGRESS: KindDefinition<"Ingress"> = {
  kind: "Ingress",
  group: "networking.k8s.io",
  version: "v1",
  resource: "ingresses",
  namespaced: true,
  metadataOnly: false,
  project: projectIngress,
};

function projectIngress(object: unknown, intern: Intern): IngressRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  const rules = listOf(spec.rules).map(fieldsOf);
  const paths = rules.flatMap((rule) => listOf(fieldsOf(rule.http).paths).map(fieldsOf));
  const backends = [spec.defaultBackend, ...paths.map((path) => path.backend)];
  return {
    ...meta,
    className: nameOf(spec.ingressClassName, intern),
    hosts: unique(rules.map((rule) => nameOf(rule.host, intern))),
    tls: listOf(spec.tls).length > 0,
    services: unique(backends.map((backend) => nameOf(fieldsOf(fieldsOf(backend).service).name, intern))),
    addresses: readAddresses(status, intern),
  };
}

function unique(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}
