/** Viewers who share a view name it by the same id nearly always, so its bytes are made once for all of them. */
export function encodeOnce(encode: (view: string) => Buffer): (view: string) => Buffer {
  const made = new Map<string, Buffer>();
  return (view) => {
    const known = made.get(view);
    if (known) return known;
    const chunk = encode(view);
    made.set(view, chunk);
    return chunk;
  };
}
