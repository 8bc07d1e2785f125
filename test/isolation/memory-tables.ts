/** A stored row: its own columns, and the rows that it points to or that point to it. */
export type Stored = {
  readonly own: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, () => Stored | readonly Stored[] | null>>;
};

type Where = Readonly<Record<string, unknown>>;
type Part = true | false | Wish | undefined;
type Wish = {
  readonly where?: Where;
  readonly select?: Readonly<Record<string, Part>>;
  readonly include?: Readonly<Record<string, Part>>;
  readonly orderBy?: unknown;
  readonly take?: number;
};

const WISHES: ReadonlySet<string> = new Set(["where", "select", "include", "orderBy", "take"]);
const OPERATORS: Readonly<Record<string, (value: unknown, wanted: unknown) => boolean>> = {
  in: (value, wanted) => (wanted as unknown[]).includes(value),
  not: (value, wanted) => value !== wanted,
  gt: (value, wanted) => value !== null && Number(value) > Number(wanted),
  gte: (value, wanted) => value !== null && Number(value) >= Number(wanted),
  contains: (value, wanted) => String(value).toLowerCase().includes(String(wanted).toLowerCase()),
  // Of `contains`, which here never minds capitals.
  mode: () => true,
  lte: (value, wanted) => value !== null && Number(value) <= Number(wanted),
};

/**
 * For tests: the questions that verbs ask of a table through Prisma, answered from rows in memory as they are asked:
 * its filter, its columns and its neighbours, so that a verb that asks for too much gets it. The order is that of the
 * rows. What it does not know it refuses.
 */
export function memoryTable(rows: () => readonly Stored[]) {
  const findMany = async (wish: Wish = {}) => {
    const unknown = Object.keys(wish).find((name) => !WISHES.has(name));
    if (unknown !== undefined) throw new Error(`The tables of this test do not know ${unknown}.`);
    return rowsFor(rows(), wish);
  };
  const first = async (wish?: Wish) => (await findMany(wish))[0] ?? null;
  return { findMany, findFirst: first, findUnique: first, count: async (wish?: Wish) => (await findMany(wish)).length };
}

function rowsFor(rows: readonly Stored[], wish: Wish): Record<string, unknown>[] {
  const found = rows.filter((row) => matches(row, wish.where));
  return found.slice(0, wish.take).map((row) => project(row, wish));
}

function matches(row: Stored, where: Where = {}): boolean {
  return Object.entries(where).every(([name, wanted]) => {
    if (wanted === undefined) return true;
    const each = () => [wanted].flat() as Where[];
    if (name === "AND") return each().every((one) => matches(row, one));
    if (name === "OR") return each().some((one) => matches(row, one));
    const neighbour = row.to[name];
    return neighbour ? relates(neighbour(), wanted as Where) : compares(columnOf(row, name), wanted);
  });
}

function relates(neighbour: Stored | readonly Stored[] | null, wanted: Where): boolean {
  if (neighbour === null) return false;
  if (!("own" in neighbour)) return neighbour.some((one) => matches(one, wanted.some as Where));
  return matches(neighbour, wanted);
}

function compares(value: unknown, wanted: unknown): boolean {
  if (wanted === null || typeof wanted !== "object" || wanted instanceof Date)
    return value instanceof Date ? Number(value) === Number(wanted) : value === wanted;
  return Object.entries(wanted).every(([operator, than]) => {
    const compare = OPERATORS[operator];
    if (!compare) throw new Error(`The tables of this test do not know ${operator}.`);
    return compare(value, than);
  });
}

function columnOf(row: Stored, name: string): unknown {
  if (!(name in row.own)) throw new Error(`The tables of this test have no column ${name}.`);
  return row.own[name];
}

function project(row: Stored, { select, include }: Wish): Record<string, unknown> {
  const asked = Object.entries(select ?? include ?? {}).filter(([, part]) => part);
  const parts = asked.map(([name, part]) => {
    const wish = part === true ? {} : (part as Wish);
    const neighbour = row.to[name]?.();
    if (neighbour === undefined) return [name, columnOf(row, name)];
    if (neighbour === null) return [name, null];
    return [name, "own" in neighbour ? project(neighbour, wish) : rowsFor(neighbour, wish)];
  });
  return { ...(select ? {} : row.own), ...Object.fromEntries(parts) };
}
