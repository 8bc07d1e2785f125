import { expect, test } from "vitest";
import { kubeError } from "#lib/kubernetes/api/kube-error";
import { toFailure } from "./to-failure.ts";

test("the reason of a cluster is repeated only where it is one word of letters", () => {
  const message = (reason: string) =>
    toFailure(kubeError({ cluster: "c1", status: 403, message: "x", reason })).message;
  expect(message("Forbidden")).toBe("c1 refused the request (Forbidden).");
  for (const reason of ["namespace foreign", "<b>", "x".repeat(61), "Not-A-Reason", ""]) {
    expect(message(reason)).toBe("c1 refused the request.");
  }
});
