import type { z } from "zod";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call a route at all. What a signed-in caller may then see or do is decided in the verb. */
export type RouteAccess = "public" | "signed-in";

/**
 * What one JSON route takes and gives: the single source for its handler, its OpenAPI entry and its tests. Every
 * contract stands in `lib/api-contracts.ts`; a test compares that list with the routes of `app/api`.
 */
export type RouteContract = {
  readonly method: HttpMethod;
  /** With parameters in braces: `/api/teams/{team}`. */
  readonly path: `/api/${string}`;
  /** One line for people. */
  readonly summary: string;
  readonly tags: readonly string[];
  readonly access: RouteAccess;
  readonly params?: z.ZodObject;
  /** Values arrive as texts, repeated keys as arrays of texts. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** Default 200. 204 has no body. */
  readonly status?: 200 | 201 | 204;
  /** Response media type; default `application/json`. */
  readonly mediaType?: string;
  /** What the route reports while it works, to callers that accept `application/x-ndjson`: see `answer-lines.ts`. */
  readonly progress?: z.ZodType;
};

/** Keeps the exact types of a contract, so that `defineRoute` can type its handler. */
export function defineContract<const C extends RouteContract>(contract: C): C {
  return contract;
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;

export type ParamsOf<C extends RouteContract> = OutputOf<C["params"]>;
export type QueryOf<C extends RouteContract> = OutputOf<C["query"]>;
export type BodyOf<C extends RouteContract> = OutputOf<C["body"]>;
export type ResponseOf<C extends RouteContract> = z.input<C["response"]>;
/** Tells a caller who waits how far the work is; does nothing for callers who want the answer alone. */
export type ReportOf<C extends RouteContract> = C["progress"] extends z.ZodType
  ? (progress: z.input<C["progress"]>) => void
  : undefined;
