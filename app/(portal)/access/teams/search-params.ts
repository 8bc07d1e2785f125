import { parseAsBoolean } from "nuqs/server";

/** Whether the form for a new team is open; filter and sort are kept by the table. */
export const TEAMS_PARAMS = { new: parseAsBoolean.withDefault(false) };
