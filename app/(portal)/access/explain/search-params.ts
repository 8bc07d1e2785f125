import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { QUESTION_IDS } from "#components/access/questions";

/** The question: it is a link, so that an answer can be sent to whoever asked. */
export const EXPLAIN_PARAMS = {
  person: parseAsString.withDefault(""),
  in: parseAsString.withDefault(""),
  namespace: parseAsString.withDefault(""),
  what: parseAsStringLiteral(QUESTION_IDS).withDefault("pods"),
};
