import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { LINES, lineSchemaOf } from "./answer-lines.ts";
import { CSRF_HEADER } from "./check-same-origin.ts";
import type { RouteContract } from "./contract.ts";
import { problemSchema } from "./problem-schema.ts";

const LINES_HINT =
  `With \`Accept: ${LINES}\` the answer comes while it is made, one JSON object per line: \`progress\` as often as ` +
  "there is some, then one `result` or `error`. A refusal before the first line is an error as of any other route. " +
  "Closing the connection stops the work.";

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The OpenAPI 3.1 document of routes, from the same schemas that check their input and answers. */
export function createOpenApi(
  contracts: readonly RouteContract[],
  { serverUrl, cookie }: { serverUrl: string; cookie: string },
): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of contracts) {
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: operationOf(contract) };
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: "Wheelhouse",
      version: "1",
      description:
        "The JSON routes of the portal. What a caller does not see is answered like what does not exist. " +
        `Unsafe methods need the header \`${CSRF_HEADER}\`.`,
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: cookie } },
    },
  });
}

function operationOf(contract: RouteContract): ZodOpenApiOperationObject {
  const status = contract.status ?? 200;
  const mediaType = contract.mediaType ?? "application/json";
  const lines = contract.progress && { [LINES]: { schema: lineSchemaOf(contract.progress, contract.response) } };
  const content = { content: { [mediaType]: { schema: contract.response }, ...lines } };
  return {
    operationId: `${contract.method.toLowerCase()}${contract.path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    summary: contract.summary,
    ...(lines ? { description: LINES_HINT } : {}),
    tags: [...contract.tags],
    security: contract.access === "public" ? [] : [{ session: [] }],
    requestParams: {
      ...(contract.params ? { path: contract.params } : {}),
      ...(contract.query ? { query: contract.query } : {}),
    },
    ...(contract.body
      ? { requestBody: { required: true, content: { "application/json": { schema: contract.body } } } }
      : {}),
    responses: {
      [`${status}`]: { description: contract.summary, ...(status === 204 ? {} : content) },
      default: { description: "An error", content: { "application/json": { schema: problemSchema } } },
    },
  };
}
