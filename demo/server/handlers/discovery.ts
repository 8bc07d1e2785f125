import { apiVersionOf, type ResourceInfo } from "../../kinds/resource-info.ts";
import { apiErrors } from "../../registry/api-error.ts";
import type { Dict } from "../../types/object.ts";
import { acceptedFormat } from "../accept.ts";
import type { ServerContext } from "../context.ts";
import type { Exchange } from "../exchange.ts";

const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
const SCALE = { group: "autoscaling", version: "v1", kind: "Scale" };

function subresourceKind(info: ResourceInfo, subresource: string): { group: string; version: string; kind: string } {
  if (subresource === "scale") return SCALE;
  if (subresource === "eviction") return { group: "policy", version: "v1", kind: "Eviction" };
  if (subresource === "binding") return { group: "", version: "v1", kind: "Binding" };
  if (subresource === "token") return { group: "authentication.k8s.io", version: "v1", kind: "TokenRequest" };
  return info;
}

function subresourceVerbs(subresource: string): string[] {
  if (subresource === "log") return ["get"];
  if (subresource === "finalize") return ["update"];
  return ["eviction", "binding", "token"].includes(subresource) ? ["create"] : ["get", "patch", "update"];
}

function apiResources(info: ResourceInfo): Dict[] {
  const main = {
    name: info.resource,
    singularName: info.singular,
    namespaced: info.namespaced,
    kind: info.kind,
    verbs: info.verbs,
    ...(info.shortNames.length > 0 ? { shortNames: info.shortNames } : {}),
    ...(info.categories.length > 0 ? { categories: info.categories } : {}),
  };
  const subs = info.subresources.map((subresource) => {
    const { group, version, kind } = subresourceKind(info, subresource);
    const other = group !== info.group || version !== info.version ? { group, version } : {};
    return {
      name: `${info.resource}/${subresource}`,
      singularName: "",
      namespaced: info.namespaced,
      kind,
      verbs: subresourceVerbs(subresource),
      ...other,
    };
  });
  return [main, ...subs];
}

function aggregatedResource(info: ResourceInfo): Dict {
  return {
    resource: info.resource,
    responseKind: { group: info.group, version: info.version, kind: info.kind },
    scope: info.namespaced ? "Namespaced" : "Cluster",
    singularResource: info.singular,
    verbs: info.verbs,
    ...(info.shortNames.length > 0 ? { shortNames: info.shortNames } : {}),
    ...(info.categories.length > 0 ? { categories: info.categories } : {}),
    subresources: info.subresources.map((subresource) => {
      const { group, version, kind } = subresourceKind(info, subresource);
      return { subresource, responseKind: { group, version, kind }, verbs: subresourceVerbs(subresource) };
    }),
  };
}

function aggregated({ resources }: ServerContext, groups: string[]): Dict {
  return {
    kind: "APIGroupDiscoveryList",
    apiVersion: "apidiscovery.k8s.io/v2",
    metadata: {},
    items: groups.map((group) => ({
      metadata: { name: group, creationTimestamp: null },
      versions: resources.versions(group).map((version) => ({
        version,
        resources: resources.inVersion(group, version).map(aggregatedResource),
        freshness: "Current",
      })),
    })),
  };
}

function apiGroup({ resources }: ServerContext, group: string): Dict {
  const versions = resources.versions(group).map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function sendRoot(server: ServerContext, exchange: Exchange, core: boolean): void {
  const groups = server.resources.groups().filter((group) => (group === "") === core);
  if (acceptedFormat(exchange.header("accept")) === "aggregated") {
    exchange.sendJson(200, aggregated(server, groups), { "content-type": AGGREGATED, vary: "Accept" });
    return;
  }
  if (!core) {
    exchange.sendJson(200, {
      kind: "APIGroupList",
      apiVersion: "v1",
      groups: groups.map((group) => apiGroup(server, group)),
    });
    return;
  }
  exchange.sendJson(200, { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] });
}

/** /api, /apis, /apis/GROUP, /api/v1 and /apis/GROUP/VERSION, in the old and in the aggregated form. */
export function handleDiscovery(server: ServerContext, exchange: Exchange): void {
  const [root, group = "", version] = exchange.path.split("/").filter((part) => part !== "");
  if (group === "") {
    sendRoot(server, exchange, root === "api");
    return;
  }
  const [name, inVersion] = root === "api" ? ["", group] : [group, version];
  if (!server.resources.groups().includes(name)) throw apiErrors.noSuchResource();
  if (inVersion === undefined) {
    exchange.sendJson(200, { kind: "APIGroup", apiVersion: "v1", ...apiGroup(server, name) });
    return;
  }
  const infos = server.resources.inVersion(name, inVersion);
  if (infos.length === 0) throw apiErrors.noSuchResource();
  exchange.sendJson(200, {
    kind: "APIResourceList",
    ...(name === "" ? {} : { apiVersion: "v1" }),
    groupVersion: apiVersionOf({ group: name, version: inVersion }),
    resources: infos.flatMap(apiResources),
  });
}
