export type Format = "object" | "table" | "partial" | "aggregated";

type MediaRange = { type: string; parameters: Map<string, string> };

function parseAccept(header: string): MediaRange[] {
  return header.split(",").map((part) => {
    const [type = "", ...rest] = part.trim().split(";");
    const parameters = rest.map((parameter) => parameter.trim().split("=") as [string, string]);
    return { type: type.trim(), parameters: new Map(parameters) };
  });
}

const JSON_TYPES = new Set(["application/json", "*/*", "application/*", ""]);

/** The form of the answer a client accepts first, or undefined when we have none of them. */
export function acceptedFormat(header: string): Format | undefined {
  for (const { type, parameters } of parseAccept(header)) {
    if (!JSON_TYPES.has(type)) continue;
    const as = parameters.get("as");
    if (as === undefined) return "object";
    if (parameters.get("g") === "meta.k8s.io" && parameters.get("v") === "v1") {
      if (as === "Table") return "table";
      if (as === "PartialObjectMetadata" || as === "PartialObjectMetadataList") return "partial";
    }
    if (as === "APIGroupDiscoveryList" && parameters.get("v") === "v2") return "aggregated";
  }
  return undefined;
}
