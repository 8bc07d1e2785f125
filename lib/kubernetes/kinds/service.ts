import type { ServiceRow } from "../types/rows.ts";
import type { Intern, KindDefinition } from "./kind-definition.ts";
import { readAddresses } from "./read-addresses.ts";
import { fieldsOf, listOf, nameOf, numberOf, textMapOf } from "./read-fields.ts";
import { readMeta } from "./read-meta.ts";

export const SERVICE: KindDefinition<"Service"> = {
  kind: "Service",
  group: "",
  version: "v1",
  resource: "services",
  namespaced: true,
  metadataOnly: false,
  project: projectService,
};

function projectService(object: unknown, intern: Intern): ServiceRow | undefined {
  const meta = readMeta(object, intern);
  if (!meta) return undefined;
  const { spec: rawSpec, status } = fieldsOf(object);
  const spec = fieldsOf(rawSpec);
  return {
    ...meta,
    type: nameOf(spec.type, intern) ?? "ClusterIP",
    clusterIp: nameOf(spec.clusterIP, intern),
    ports: readPorts(spec.ports, intern),
    selector: spec.selector ? textMapOf(spec.selector, intern) : undefined,
    externalName: nameOf(spec.externalName, intern),
    loadBalancer: readAddresses(status, intern),
  };
}

/** `80/TCP`, or `80:30080/TCP` with a node port, as kubectl prints them. */
function readPorts(value: unknown, intern: Intern): readonly string[] {
  return listOf(value).flatMap((entry) => {
    const { port, nodePort, protocol } = fieldsOf(entry);
    if (numberOf(port) === undefined) return [];
    const outside = numberOf(nodePort) ? `:${nodePort}` : "";
    return intern(`${port}${outside}/${nameOf(protocol, intern) ?? "TCP"}`);
  });
}
