/** Whether a grant's entries name every namespace: only a bare `*` does, and only it reaches cluster-scoped objects. */
export function coversAll(namespaces: readonly string[]): boolean {
  return namespaces.includes("*");
}
