/** Rows by a key; those without one are left out. */
export function indexBy<T>(rows: readonly T[], key: (row: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const row of rows) {
    const value = key(row);
    if (value === undefined) continue;
    const list = index.get(value);
    if (list) list.push(row);
    else index.set(value, [row]);
  }
  return index;
}
