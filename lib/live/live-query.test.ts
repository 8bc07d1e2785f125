import { expect, test } from "vitest";
import { viewId } from "./live-query.ts";
import { parseViewId } from "./parse-view-id.ts";

test("equal parameters give equal view ids, whatever their order, and empty ones are left out", () => {
  const id = viewId("home", { team: "payments", cluster: ["b", "a"], environment: undefined });
  expect(id).toBe("home?cluster=b&cluster=a&team=payments");
  expect(viewId("home", { environment: "", cluster: ["b", "a"], team: "payments" })).toBe(id);
  expect(viewId("clusters")).toBe("clusters");
});

test("the server reads the same parameters from the id", () => {
  const id = viewId("workloads", { team: "a&b=c", cluster: ["x", "y"] });
  expect(parseViewId(id)).toEqual({ name: "workloads", params: { team: "a&b=c", cluster: ["x", "y"] } });
});
