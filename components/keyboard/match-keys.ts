/** One key of a shortcut: "g", "?", "enter", "mod+k". `mod` is ⌘ on Apple machines and Ctrl elsewhere. */
export type KeyPress = { key: string; mod: boolean };

/** A key event, reduced to what shortcuts ask. */
export type KeyInput = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey">;

/** How a shortcut writes the key of an event; undefined for keys that no shortcut can mean. */
export function pressText(event: KeyInput): string | undefined {
  if (event.altKey || event.key === "Shift" || event.key === "Meta" || event.key === "Control") return undefined;
  const key = event.key.toLowerCase();
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key;
}

export type KeyMatch =
  /** A shortcut is complete. */
  | { kind: "run"; keys: string }
  /** The presses so far begin a shortcut. */
  | { kind: "wait"; buffer: string }
  | { kind: "none" };

/**
 * What a press means after the presses in `buffer` ("g" before "g h"). When the whole sequence means nothing, the last
 * press alone may.
 */
export function matchKeys(buffer: string, press: string, known: Iterable<string>): KeyMatch {
  const all = [...known];
  const whole = buffer === "" ? press : `${buffer} ${press}`;
  if (all.includes(whole)) return { kind: "run", keys: whole };
  if (all.some((keys) => keys.startsWith(`${whole} `))) return { kind: "wait", buffer: whole };
  return buffer === "" ? { kind: "none" } : matchKeys("", press, all);
}
