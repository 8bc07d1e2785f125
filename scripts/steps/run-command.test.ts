import { expect, test } from "vitest";
import { runCommand } from "./run-command.ts";

const SCRIPT = `
  process.stderr.write("(node:1) Warning: of no concern\\n");
  process.stdout.write("the answer é\\n");
  process.exitCode = 3;
`;

test("what a command answers is kept apart from what it warns of, and both are in its output", async () => {
  const done = await runCommand(process.execPath, ["-e", SCRIPT], { cwd: import.meta.dirname });
  expect(done.code).toBe(3);
  expect(done.answer).toBe("the answer é\n");
  expect(done.errors).toBe("(node:1) Warning: of no concern\n");
  expect(done.output).toContain("of no concern");
  expect(done.output).toContain("the answer é");
});

test("a character in two chunks stays one", async () => {
  const script = `const bytes = Buffer.from("é\\n");
    process.stdout.write(bytes.subarray(0, 1));
    setTimeout(() => process.stdout.write(bytes.subarray(1)), 50);`;
  const lines: string[] = [];
  const onAnswer = (line: string) => void lines.push(line);
  const done = await runCommand(process.execPath, ["-e", script], { cwd: import.meta.dirname, onAnswer });
  expect(done.answer).toBe("é\n");
  expect(lines).toEqual(["é"]);
});

test("a command that does not exist ends with 127 and the reason", async () => {
  const done = await runCommand("wheelhouse-no-such-command", [], { cwd: import.meta.dirname });
  expect(done.code).toBe(127);
  expect(done.output).toContain("ENOENT");
});

test("a command that a signal ends says so: it has nothing to say itself", async () => {
  const script = `process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1_000);`;
  const done = await runCommand(process.execPath, ["-e", script], { cwd: import.meta.dirname });
  expect([done.code, done.errors]).toEqual([1, "node ended with SIGKILL"]);
});
