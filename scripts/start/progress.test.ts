import { expect, test } from "vitest";
import { step } from "./progress.ts";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text) > 0, written: () => written.join("") };
}

test("a terminal sees how far a step is, and one line when it is done", async () => {
  const out = terminal(true);
  const work = async (say: (text: string) => void) => say("12 of 50 contexts");
  await step("Filling the inventory", work, () => "Inventory filled", out);
  const [begun, said, done] = out.written().split("\r\x1b[2K");
  expect(begun).toBe("  Filling the inventory …");
  expect(said).toBe("  Filling the inventory … 12 of 50 contexts");
  expect(done).toMatch(/^✓ Inventory filled \(\d+\.\d s\)\n$/);
});

test("a file gets one line a step", async () => {
  const out = terminal(false);
  await step(
    "Filling",
    async (say) => say("12 of 50 contexts"),
    () => "Filled",
    out,
  );
  expect(out.written()).toMatch(/^✓ Filled \(\d+\.\d s\)\n$/);
});
