import { parseAsStringLiteral } from "nuqs/server";

export const TEAM_PARAMS = { tab: parseAsStringLiteral(["members", "grants"]).withDefault("members") };
