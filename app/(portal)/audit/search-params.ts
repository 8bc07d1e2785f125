import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { PERIOD_IDS } from "#lib/audit/format";

/** What of the audit is shown; `event` is the row that is open beside it. */
export const AUDIT_PARAMS = {
  who: parseAsString.withDefault(""),
  action: parseAsString.withDefault(""),
  in: parseAsString.withDefault(""),
  of: parseAsString.withDefault(""),
  result: parseAsStringLiteral(["", "succeeded", "denied", "failed", "allowed"]).withDefault(""),
  period: parseAsStringLiteral(PERIOD_IDS).withDefault("7d"),
  event: parseAsString,
};
