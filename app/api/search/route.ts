import { defineRoute } from "#lib/http/define-route";
import { searchContract } from "#lib/search/contracts";
import { search } from "#lib/search/search";

export const GET = defineRoute(searchContract, ({ ctx, query }) => search(ctx, query));
