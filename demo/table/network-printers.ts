import type { HorizontalPodAutoscaler, Service } from "../types/policy.ts";
import { at, dict, list, text } from "../util/json.ts";
import { ageOf, labelsText, number, orNone } from "./cells.ts";
import type { Printer } from "./printer.ts";

function externalIp({ spec, status }: Service): string {
  if (spec.type === "ExternalName") return spec.externalName ?? "<none>";
  if (spec.type !== "LoadBalancer") return "<none>";
  const addresses = (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? "");
  return addresses.length > 0 ? addresses.join(",") : "<pending>";
}

function ports({ spec }: Service): string {
  const texts = (spec.ports ?? []).map(
    ({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ""}/${protocol ?? "TCP"}`,
  );
  return texts.length > 0 ? texts.join(",") : "<none>";
}

function ingressHosts(rules: unknown): string {
  const hosts = list(rules)
    .map((rule) => text(dict(rule).host))
    .filter((host) => host !== "");
  if (hosts.length === 0) return "*";
  return hosts.length > 3 ? `${hosts.slice(0, 3).join(",")} + ${hosts.length - 3} more...` : hosts.join(",");
}

function targets({ spec, status }: HorizontalPodAutoscaler): string {
  const current = list(status.currentMetrics).map((metric) => at(metric, "resource.current.averageUtilization"));
  const texts = (spec.metrics ?? []).map(({ resource }, index) => {
    const now = current[index] === undefined ? "<unknown>" : `${String(current[index])}%`;
    return `${resource?.name}: ${now}/${resource?.target.averageUtilization}%`;
  });
  return texts.length > 0 ? texts.join(", ") : "<none>";
}

function firstThree(values: string[]): string {
  if (values.length === 0) return "<unset>";
  return values.length > 3 ? `${values.slice(0, 3).join(",")} + ${values.length - 3} more...` : values.join(",");
}

export const NETWORK_PRINTERS: Readonly<Record<string, Printer>> = {
  services: {
    columns: [
      ["Type", "string"],
      ["Cluster-IP", "string"],
      ["External-IP", "string"],
      ["Port(s)", "string"],
      ["Age", "string"],
      ["Selector", "string", 1],
    ],
    cells: (object, now) => {
      const service = object as Service;
      const { type, clusterIP, selector } = service.spec;
      return [
        type,
        clusterIP ?? "<none>",
        externalIp(service),
        ports(service),
        ageOf(object, now),
        labelsText(selector),
      ];
    },
  },
  "ingresses.networking.k8s.io": {
    columns: [
      ["Class", "string"],
      ["Hosts", "string"],
      ["Address", "string"],
      ["Ports", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => [
      orNone(object, "spec.ingressClassName"),
      ingressHosts(at(object, "spec.rules")),
      list(at(object, "status.loadBalancer.ingress"))
        .map((entry) => text(dict(entry).ip) || text(dict(entry).hostname))
        .join(","),
      list(at(object, "spec.tls")).length > 0 ? "80, 443" : "80",
      ageOf(object, now),
    ],
  },
  "endpointslices.discovery.k8s.io": {
    columns: [
      ["AddressType", "string"],
      ["Ports", "string"],
      ["Endpoints", "string"],
      ["Age", "string"],
    ],
    cells: (object, now) => [
      orNone(object, "addressType"),
      firstThree(list(object.ports).map((port) => String(dict(port).port))),
      firstThree(list(object.endpoints).flatMap((endpoint) => list(dict(endpoint).addresses).map(String))),
      ageOf(object, now),
    ],
  },
  "horizontalpodautoscalers.autoscaling": {
    columns: [
      ["Reference", "string"],
      ["Targets", "string"],
      ["MinPods", "string"],
      ["MaxPods", "string"],
      ["Replicas", "integer"],
      ["Age", "string"],
    ],
    cells: (object, now) => {
      const autoscaler = object as HorizontalPodAutoscaler;
      const { scaleTargetRef, minReplicas, maxReplicas } = autoscaler.spec;
      return [
        `${scaleTargetRef.kind}/${scaleTargetRef.name}`,
        targets(autoscaler),
        String(minReplicas ?? "<unset>"),
        String(maxReplicas),
        number(object, "status.currentReplicas"),
        ageOf(object, now),
      ];
    },
  },
};
