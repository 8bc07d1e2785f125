import type { Prisma } from "./generated/client.ts";

/** What runs inside `prisma.$transaction`. Never keep one open across a call to a cluster. */
export type Transaction = Prisma.TransactionClient;
