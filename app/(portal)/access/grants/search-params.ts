import { createLoader, parseAsBoolean, parseAsString } from "nuqs/server";

/** Whose grants, and whether the form for a new one is open with something chosen. */
export const GRANTS_PARAMS = {
  team: parseAsString,
  cluster: parseAsString,
  new: parseAsBoolean.withDefault(false),
};

export const loadGrantsParams = createLoader(GRANTS_PARAMS);
