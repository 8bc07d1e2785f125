import { expect, test } from "vitest";
import { parseOptions } from "./parse-options.ts";

test("without options the demo is served on port 3000", () => {
  expect(parseOptions([])).toEqual({
    kubeconfig: undefined,
    allowExecPlugins: false,
    port: 3000,
    fresh: false,
    dev: false,
    help: false,
  });
});

test.each([
  [["--port", "0"], "--port"],
  [["--port", "99999"], "--port"],
  [["--port", "abc"], "--port"],
  [["--allow-exec-plugins"], "--kubeconfig"],
  [["--prot", "1"], "--prot"],
  [["--kubeconfig"], "--kubeconfig"],
  [["--kubeconfig", ""], "--kubeconfig"],
  [["extra"], "extra"],
])("%j is refused by a sentence that names what is wrong", (args, name) => {
  expect(() => parseOptions(args)).toThrow(name);
});

test("every option is read", () => {
  expect(parseOptions(["--kubeconfig", "a", "--allow-exec-plugins", "--port=4000", "--fresh", "--dev"])).toMatchObject({
    kubeconfig: "a",
    allowExecPlugins: true,
    port: 4000,
    fresh: true,
    dev: true,
  });
});
