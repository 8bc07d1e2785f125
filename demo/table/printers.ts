import { CLUSTER_PRINTERS } from "./cluster-printers.ts";
import { NETWORK_PRINTERS } from "./network-printers.ts";
import { podPrinter } from "./pod-printer.ts";
import type { Printer } from "./printer.ts";
import { STORAGE_PRINTERS } from "./storage-printers.ts";
import { WORKLOAD_PRINTERS } from "./workload-printers.ts";

/** How each resource looks in a table, by store key; what is not here shows its age only. */
export const PRINTERS: Readonly<Record<string, Printer>> = {
  pods: podPrinter,
  ...WORKLOAD_PRINTERS,
  ...NETWORK_PRINTERS,
  ...STORAGE_PRINTERS,
  ...CLUSTER_PRINTERS,
};
