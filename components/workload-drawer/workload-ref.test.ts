import { expect, test } from "vitest";
import { formatRef, parseRef } from "./workload-ref.ts";

test("a workload's text in a URL leads back to the same workload", () => {
  const ref = { cluster: "eu-prod", namespace: "pay-checkout", kind: "Deployment", name: "checkout-api" } as const;
  expect(formatRef(ref)).toBe("eu-prod/pay-checkout/deployment/checkout-api");
  expect(parseRef(formatRef(ref))).toEqual(ref);
});

test.each(["", "a", "a/b/deployment", "a/b/secret/c", "a/b/deployment/c/d", "//deployment/"])(
  "%o names no workload",
  (text) => expect(parseRef(text)).toBeUndefined(),
);
