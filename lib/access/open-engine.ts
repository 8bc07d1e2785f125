import type { Clock } from "#lib/core/clock";
import type { Log } from "#lib/core/log";
import type { Database } from "#lib/db/open-database";
import { type AccessEngine, createAccessEngine } from "./engine.ts";
import { loadRecords } from "./load-records.ts";

/** The access engine over the inventory, watching for changes until `stop`. */
export function openAccessEngine(options: { db: Database; clock: Clock; log: Log }): AccessEngine {
  const { db, clock, log } = options;
  const engine = createAccessEngine({
    clock,
    log,
    source: {
      load: (userId, now) => loadRecords(db, userId, now),
      epochs: async (userIds) => {
        const users = await db.prisma.user.findMany({
          where: { id: { in: [...userIds] } },
          select: { id: true, accessEpoch: true },
        });
        return new Map(users.map((user) => [user.id, user.accessEpoch]));
      },
    },
  });
  engine.start();
  return engine;
}
