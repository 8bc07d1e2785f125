import { parseAsString } from "nuqs/server";

/** Which rows of the audit are shown, and `event`, the row that is open beside them. */
export const AUDIT_PARAMS = {
  q: parseAsString.withDefault(""),
  period: parseAsString.withDefault(""),
  event: parseAsString,
};
