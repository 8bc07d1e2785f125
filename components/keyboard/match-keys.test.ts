import { describe, expect, test } from "vitest";
import { matchKeys, pressText } from "./match-keys.ts";

const known = ["j", "g h", "g a", "mod+k", "?", "/"];
const event = (key: string, more: object = {}) => ({ key, metaKey: false, ctrlKey: false, altKey: false, ...more });

describe("keys", () => {
  test("a single key runs at once", () => expect(matchKeys("", "j", known)).toEqual({ kind: "run", keys: "j" }));
  test("the first key of a sequence waits for the second", () => {
    expect(matchKeys("", "g", known)).toEqual({ kind: "wait", buffer: "g" });
    expect(matchKeys("g", "h", known)).toEqual({ kind: "run", keys: "g h" });
  });
  test("a key that does not continue the sequence counts alone", () => {
    expect(matchKeys("g", "j", known)).toEqual({ kind: "run", keys: "j" });
    expect(matchKeys("g", "g", known)).toEqual({ kind: "wait", buffer: "g" });
  });
  test("other keys mean nothing", () => expect(matchKeys("", "z", known)).toEqual({ kind: "none" }));
  test("command and control are the same modifier, alt is for the system", () => {
    expect(pressText(event("K", { metaKey: true }))).toBe("mod+k");
    expect(pressText(event("k", { ctrlKey: true }))).toBe("mod+k");
    expect(pressText(event("k", { altKey: true }))).toBeUndefined();
    expect(pressText(event("Shift"))).toBeUndefined();
    expect(pressText(event("?"))).toBe("?");
    expect(pressText(event("Enter"))).toBe("enter");
  });
});
