import { parseAsBoolean } from "nuqs/server";

/** Whether the form for a new account is open; filter and sort are kept by the table. */
export const PEOPLE_PARAMS = { new: parseAsBoolean.withDefault(false) };
