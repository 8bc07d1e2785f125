import { expect, test } from "vitest";
import { freshnessSentence } from "./freshness-words.tsx";

const cluster = { clusterId: "1", slug: "edge", asOf: 1 } as const;

test("a silent cluster is named with how long and why, in one sentence", () => {
  expect(freshnessSentence({ ...cluster, state: "stale", message: "connection timed out" }, "4 min")).toBe(
    "has not answered for 4 min: connection timed out. Showing what it last said.",
  );
  expect(freshnessSentence({ ...cluster, state: "stale", asOf: undefined, message: "TLS failed." }, undefined)).toBe(
    "has not answered yet: TLS failed.",
  );
  expect(
    freshnessSentence({ ...cluster, state: "forbidden", message: "The credential may not list this." }, "1 s"),
  ).toBe("does not let the portal read this: the credential may not list this.");
});

test("a cluster that is being read, paused or does not serve something is not called silent", () => {
  for (const state of ["starting", "paused", "unsupported"] as const) {
    expect(freshnessSentence({ ...cluster, state }, "4 min")).not.toContain("answered");
  }
});
