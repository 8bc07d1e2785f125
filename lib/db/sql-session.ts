/** One connection to the database, for what Prisma has no words for: migrations and locks. */
export type SqlSession = {
  /** Runs one or several statements without parameters. */
  script(sql: string): Promise<void>;
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
};
