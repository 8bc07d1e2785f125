import type { Printer } from "./printer.ts";

export const PRINTERS: Readonly<Record<string, Printer>> = {};
