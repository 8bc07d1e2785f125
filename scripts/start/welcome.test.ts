import { expect, test } from "vitest";
import { welcome } from "./welcome.ts";

const facts = { url: "http://localhost:3000", accounts: "  dana@example.com  wheelhouse-demo" };
const [OPEN, STOP] = ["\nOpen http://localhost:3000 and sign in with\n  dana@example.com  wheelhouse-demo\n", "Ctrl-C"];

test("a first start says its passwords as they are", () => {
  expect(welcome({ ...facts, again: false })).toBe(`${OPEN}${STOP} stops everything.\n`);
});

test("a later start claims of no password that it still holds", () => {
  const since = "The passwords are those of the first start, unless somebody has changed theirs.\n";
  expect(welcome({ ...facts, again: true })).toBe(`${OPEN}${since}${STOP} stops everything.\n`);
});
