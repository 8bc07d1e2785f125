import { parse } from "yaml";
import { decodeObject } from "../protobuf/decode-object.ts";
import { apiErrors } from "../registry/api-error.ts";
import type { ObjectInput } from "../types/object.ts";
import { isDict } from "../util/json.ts";
import type { ServerContext } from "./context.ts";
import type { Exchange } from "./exchange.ts";

const ACCEPTED = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

/** The body as data: JSON, or YAML where the content type says so. Throws 400 or 415. */
export async function readBody(server: Pick<ServerContext, "messages">, exchange: Exchange): Promise<unknown> {
  const bytes = await exchange.body();
  if (bytes.length === 0) return undefined;
  const type = exchange.header("content-type");
  if (/cbor/.test(type)) throw apiErrors.unsupportedMediaType(ACCEPTED);
  try {
    if (/protobuf/.test(type)) return decodeObject(server.messages(), bytes);
    return /yaml/.test(type) ? parse(bytes.toString("utf8")) : JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw apiErrors.badRequest(
      `the object provided is unrecognized (must be of type Object): ${(error as Error).message}`,
    );
  }
}

/** The body as an object to write. */
export async function readObject(server: Pick<ServerContext, "messages">, exchange: Exchange): Promise<ObjectInput> {
  const body = await readBody(server, exchange);
  if (!isDict(body)) throw apiErrors.badRequest("the object provided is unrecognized (must be of type Object)");
  return { ...body, metadata: isDict(body.metadata) ? body.metadata : {} } as ObjectInput;
}
