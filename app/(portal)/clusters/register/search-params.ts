import { parseAsInteger } from "nuqs/server";

/** The step of the registration. The kubeconfig itself is never part of an address. */
export const REGISTER_PARAMS = { step: parseAsInteger.withDefault(0) };
