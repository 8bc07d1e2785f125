import { parseAsStringLiteral } from "nuqs/server";

/** How the fleet is looked at; filter, sort and columns are kept by the table. */
export const CLUSTERS_PARAMS = {
  view: parseAsStringLiteral(["tiles", "table"]).withDefault("tiles"),
  group: parseAsStringLiteral(["none", "environment"]).withDefault("none"),
};
