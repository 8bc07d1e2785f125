import { expect, test } from "vitest";
import { importsOf } from "./reached-files.ts";

test.each([
  ['import { a } from "./b.ts";', ["lib/x/b.ts"]],
  ['import {\n  a,\n  type B,\n} from "../y/b.ts";', ["lib/y/b.ts"]],
  ['import "#lib/core/env";', ["lib/core/env.ts"]],
  ['export { a } from "#lib/core/env";', ["lib/core/env.ts"]],
  ['const { a } = await import("./b.ts");', ["lib/x/b.ts"]],
  ['import type { A } from "./b.ts";\nimport { c } from "./d.ts";', ["lib/x/d.ts"]],
  ['import { z } from "zod";\nexport const a = "./b.ts";', []],
])("imports of own files are found: %s", (text, files) => {
  expect(importsOf("lib/x/a.ts", text)).toEqual(files);
});
