import { cache } from "react";
import { pageContext } from "#lib/http/page-context";
import { getMe } from "#lib/me/get-me";
import type { Me } from "#lib/me/schemas";

/** Who looks, read once for the shell and the page. */
export const currentViewer = cache(async (): Promise<Me> => getMe(await pageContext()));
