import { parseFieldSelector } from "../store/field-selector.ts";

/** What a URL asks for, as k8s.io/apiserver's RequestInfo. */
export type RequestInfo = {
  isResource: boolean;
  verb: string;
  path: string;
  group: string;
  version: string;
  namespace: string;
  resource: string;
  subresource: string;
  name: string;
};

const NAMESPACE_SUBRESOURCES = new Set(["status", "finalize"]);

const NAMED: Record<string, string> = {
  GET: "get",
  HEAD: "get",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
  POST: "create",
};

function verbOf(method: string, name: string, query: URLSearchParams): string {
  if (name === "" && method === "DELETE") return "deletecollection";
  const isRead = method === "GET" || method === "HEAD";
  if (isRead && ["true", "1"].includes(query.get("watch") ?? "")) return "watch";
  if (isRead && name === "") return "list";
  return NAMED[method] ?? method.toLowerCase();
}

/** A list by `metadata.name=x` is authorised as a request for x. */
function selectedName(verb: string, query: URLSearchParams): string {
  const selector = query.get("fieldSelector");
  if (!selector || !["list", "watch", "deletecollection"].includes(verb)) return "";
  try {
    const found = parseFieldSelector("", selector).find(({ path, equal }) => path === "metadata.name" && equal);
    return found?.value ?? "";
  } catch {
    return "";
  }
}

export function parseRequest(method: string, path: string, query: URLSearchParams): RequestInfo {
  const info: RequestInfo = {
    isResource: false,
    verb: method === "GET" || method === "HEAD" ? "get" : (NAMED[method] ?? method.toLowerCase()),
    path,
    group: "",
    version: "",
    namespace: "",
    resource: "",
    subresource: "",
    name: "",
  };
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodePart);
  const [root, ...rest] = parts;
  if (root === "apis" && rest.length >= 3) info.group = rest.shift() ?? "";
  else if (root !== "api" || rest.length < 2) return info;
  info.version = rest.shift() ?? "";
  info.isResource = true;
  if (rest[0] === "namespaces" && rest.length > 1) {
    info.namespace = rest[1] ?? "";
    if (rest.length > 2 && !NAMESPACE_SUBRESOURCES.has(rest[2] ?? "")) rest.splice(0, 2);
  }
  [info.resource = "", info.name = "", info.subresource = ""] = [rest[0], rest[1], rest.slice(2).join("/")];
  info.verb = verbOf(method, info.name, query);
  info.name ||= selectedName(info.verb, query);
  return info;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
