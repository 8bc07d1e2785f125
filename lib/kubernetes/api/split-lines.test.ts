import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLines } from "./split-lines.ts";

async function split(chunks: readonly Buffer[], max = 1_000): Promise<string[]> {
  async function* source() {
    yield* chunks;
  }
  const lines: string[] = [];
  for await (const line of splitLines(source(), max, () => new Error("too long"))) lines.push(line.toString("utf8"));
  return lines;
}

describe("lines of a byte stream", () => {
  it("property: however the bytes are cut, the lines are the same", async () => {
    const lines = fc.array(fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\n")));
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat({ max: 20 })), async (expected, cuts) => {
        const bytes = Buffer.from(expected.map((line) => `${line}\n`).join(""));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const size of cuts) {
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        chunks.push(bytes.subarray(at));
        expect(await split(chunks, 100_000)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("drops an unfinished last line, and empty ones", async () => {
    expect(await split([Buffer.from("a\n\nb\nunfinis"), Buffer.from("hed")])).toEqual(["a", "b"]);
  });

  it("H138: a line without end stops at the limit, whether it comes in one piece or in many", async () => {
    await expect(split([Buffer.alloc(2_000, 0x61)])).rejects.toThrow("too long");
    await expect(split(Array.from({ length: 20 }, () => Buffer.alloc(100, 0x61)))).rejects.toThrow("too long");
    await expect(split([Buffer.from(`${"a".repeat(1_001)}\n`)])).rejects.toThrow("too long");
    expect(await split([Buffer.from(`${"a".repeat(1_000)}\n`)])).toHaveLength(1);
  });
});
