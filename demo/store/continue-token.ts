/** Where a paged list goes on: the revision of its first page and the key of the last object given. */
export type ContinueToken = { revision: number; lastKey: string };

export function encodeContinue({ revision, lastKey }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: revision, start: `${lastKey}\u0000` })).toString(
    "base64url",
  );
}

/** The token's content, or undefined for anything that is none. */
export function decodeContinue(token: string): ContinueToken | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (typeof parsed !== "object" || parsed === null) return undefined;
    const { rv, start } = parsed as { rv?: unknown; start?: unknown };
    if (typeof rv !== "number" || typeof start !== "string") return undefined;
    return { revision: rv, lastKey: start.split("\u0000")[0] ?? "" };
  } catch {
    return undefined;
  }
}
