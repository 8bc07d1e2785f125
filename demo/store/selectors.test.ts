import { describe, expect, it } from "vitest";
import type { KubeObject } from "../types/object.ts";
import { decodeContinue, encodeContinue } from "./continue-token.ts";
import { matchesFields, parseFieldSelector, UnsupportedField } from "./field-selector.ts";
import { matchesLabels, parseLabelSelector } from "./label-selector.ts";

const LABELS = { app: "web", tier: "front", "example.com/rank": "5" };

describe("label selectors", () => {
  it.each([
    ["app=web", true],
    ["app==web,tier!=back", true],
    ["app in (web,api),tier notin (back)", true],
    ["app in (api)", false],
    ["app", true],
    ["!app", false],
    ["!other", true],
    ["other!=x", true],
    ["example.com/rank>4", true],
    ["example.com/rank<4", false],
    ["", true],
  ])("%s", (text, expected) => {
    expect(matchesLabels(LABELS, parseLabelSelector(text) ?? [])).toBe(expected);
  });

  it.each(["app in web", "=x", "a b c"])("%s is none", (text) => {
    expect(parseLabelSelector(text)).toBeUndefined();
  });
});

describe("field selectors", () => {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p", namespace: "n", uid: "", resourceVersion: "", creationTimestamp: "" },
    spec: { nodeName: "node-1" },
    status: { phase: "Running" },
  } satisfies KubeObject;

  it.each([
    ["metadata.name=p", true],
    ["spec.nodeName=node-1,status.phase!=Failed", true],
    ["spec.nodeName=", false],
    ["status.phase==Pending", false],
  ])("%s", (text, expected) => {
    expect(matchesFields(pod, parseFieldSelector("pods", text))).toBe(expected);
  });

  it("refuses a field the resource cannot be selected by", () => {
    expect(() => parseFieldSelector("configmaps", "data.key=1")).toThrow(UnsupportedField);
  });
});

describe("continue tokens", () => {
  it("come back as they were, and anything else is none", () => {
    expect(decodeContinue(encodeContinue({ revision: 7, lastKey: "a/b" }))).toEqual({ revision: 7, lastKey: "a/b" });
    expect(decodeContinue("nonsense")).toBeUndefined();
  });
});
