import { apiErrors } from "../../registry/api-error.ts";
import { keyOf } from "../../store/change.ts";
import { decodeContinue, encodeContinue } from "../../store/continue-token.ts";
import type { KubeObject } from "../../types/object.ts";
import type { ResourceRequest } from "../context.ts";
import { checkListOptions, numberOf, revisionOf, selectionOf } from "../list-options.ts";
import { type Presentation, presentList } from "../present.ts";

const TOO_OLD =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

type Page = { revision: number; objects: KubeObject[]; after: string };

/** Objects at the revision that the options ask for, and after which key the page begins. */
function pageStart({ server, exchange, info, namespace }: ResourceRequest): Page {
  const { store } = server;
  const token = exchange.query.get("continue");
  const asked = revisionOf(exchange.query);
  if (token) return continued({ server, info, namespace }, token, asked);
  if (asked !== undefined && asked > store.revision) throw apiErrors.tooLargeVersion(asked, store.revision);
  if (exchange.query.get("resourceVersionMatch") === "Exact" && asked !== undefined) {
    const objects = store.listAt(info.key, asked, namespace);
    if (!objects) throw apiErrors.expired("The resourceVersion for the provided list is too old.");
    return { revision: asked, objects, after: "" };
  }
  return { revision: store.revision, objects: store.list(info.key, namespace), after: "" };
}

function continued(
  { server, info, namespace }: Pick<ResourceRequest, "server" | "info" | "namespace">,
  token: string,
  asked: number | undefined,
): Page {
  const decoded = decodeContinue(token);
  if (!decoded) throw apiErrors.badRequest("continue key is not valid: illegal base64 data or unknown version");
  if (asked) throw apiErrors.badRequest("specifying resource version is not allowed when using continue");
  if (decoded.revision < 0) {
    return { revision: server.store.revision, objects: server.store.list(info.key, namespace), after: decoded.lastKey };
  }
  const objects = server.store.listAt(info.key, decoded.revision, namespace);
  if (!objects) throw apiErrors.expired(TOO_OLD, encodeContinue({ revision: -1, lastKey: decoded.lastKey }));
  return { revision: decoded.revision, objects, after: decoded.lastKey };
}

/** GET on a collection: selectors, paging by `limit` and `continue` at one revision, Table and metadata-only forms. */
export function handleList(request: ResourceRequest, how: Presentation): void {
  const { server, exchange, info } = request;
  const { query } = exchange;
  checkListOptions(query, false);
  const selection = selectionOf(info.key, query);
  const page = pageStart(request);
  const matching = page.objects.filter((object) => keyOf(object) > page.after && selection.matches(object));
  // As the watch cache does: a list "from any time" is not paged.
  const limit = query.get("resourceVersion") === "0" ? 0 : (numberOf(query, "limit") ?? 0);
  const objects = limit > 0 ? matching.slice(0, limit) : matching;
  const rest = matching.length - objects.length;
  const last = objects.at(-1);
  const listMeta = {
    resourceVersion: String(page.revision),
    ...(rest > 0 && last ? { continue: encodeContinue({ revision: page.revision, lastKey: keyOf(last) }) } : {}),
    ...(rest > 0 && !selection.selects ? { remainingItemCount: rest } : {}),
  };
  const body = presentList(server, info, objects, listMeta, how);
  exchange.send(200, body, { "content-type": "application/json", "cache-control": "no-cache, private" });
}
