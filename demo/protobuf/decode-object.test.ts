import { describe, expect, it } from "vitest";
import { decodeObject } from "./decode-object.ts";
import { lazyMessageTable } from "./message-table.ts";
import { unknownFields } from "./unknown-fields.ts";

const table = lazyMessageTable()();

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
const bytes = (number: number, content: Buffer | string): Buffer => {
  const body = Buffer.from(content as string);
  return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(body.length)]), body]);
};
const int = (number: number, value: number): Buffer => Buffer.from([...varint(number << 3), ...varint(value)]);
const envelope = (apiVersion: string, kind: string, raw: Buffer): Buffer =>
  Buffer.concat([Buffer.from("k8s\0"), bytes(1, Buffer.concat([bytes(1, apiVersion), bytes(2, kind)])), bytes(2, raw)]);

describe("a protobuf body", () => {
  it("becomes the JSON it stands for: maps, lists, quantities, times, zero that was set and zero that was not", () => {
    const meta = Buffer.concat([
      bytes(1, "web"),
      bytes(2, ""),
      bytes(8, ""),
      bytes(11, Buffer.concat([bytes(1, "app"), bytes(2, "web")])),
    ]);
    const requests = bytes(2, Buffer.concat([bytes(1, "cpu"), bytes(2, bytes(1, "500m"))]));
    const container = Buffer.concat([bytes(1, "web"), bytes(2, "nginx"), bytes(8, requests)]);
    const template = bytes(2, bytes(2, container));
    const spec = Buffer.concat([int(1, 0), bytes(3, template), int(5, 0)]);
    const decoded = decodeObject(
      table,
      envelope("apps/v1", "Deployment", Buffer.concat([bytes(1, meta), bytes(2, spec)])),
    );
    expect(decoded).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", labels: { app: "web" } },
      spec: {
        replicas: 0,
        template: { spec: { containers: [{ name: "web", image: "nginx", resources: { requests: { cpu: "500m" } } }] } },
      },
    });
  });

  it("keeps secret values as base64", () => {
    const data = bytes(2, Buffer.concat([bytes(1, "key"), bytes(2, "value")]));
    expect(decodeObject(table, envelope("v1", "Secret", data)).data).toEqual({
      key: Buffer.from("value").toString("base64"),
    });
  });

  it.each([
    ["no magic", Buffer.from("hello")],
    ["a kind nobody knows", envelope("v1", "Unicorn", Buffer.alloc(0))],
    ["a field nobody knows", envelope("v1", "ConfigMap", int(99, 1))],
    ["a truncated field", envelope("v1", "ConfigMap", Buffer.from([10, 200]))],
  ])("with %s is refused", (_name, body) => {
    expect(() => decodeObject(table, body)).toThrow(RangeError);
  });
});

describe("unknown fields", () => {
  it("are found by path, in lists, and not inside maps of the user's own", () => {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "x", labels: { anything: "goes" } },
      spec: {
        containers: [{ name: "a", imagee: "b", env: [{ name: "A", valeu: "1" }] }],
        volumes: [{ name: "v", emptyDir: {} }],
      },
      statuss: {},
    };
    expect(unknownFields(table, "Pod", pod)).toEqual([
      "spec.containers[0].imagee",
      "spec.containers[0].env[0].valeu",
      "statuss",
    ]);
  });
});
