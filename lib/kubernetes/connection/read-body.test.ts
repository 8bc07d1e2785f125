import { once } from "node:events";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { readBody } from "./read-body.ts";
import type { WireResponse } from "./wire.ts";

const never = new AbortController().signal;

it.each(["identity", "gzip"])(
  "an answer (%s) that was cut off before anybody read it is no answer",
  async (encoding) => {
    const body = new PassThrough();
    body.destroy();
    await once(body, "close");
    const response: WireResponse = {
      status: 200,
      headers: { "content-encoding": encoding },
      body,
      complete: () => false,
    };
    await expect(readBody("c1", response, 1024, never)).rejects.toMatchObject({ unreachable: "reset" });
  },
);
