import fc from "fast-check";
import { expect, test } from "vitest";
import { splitList } from "./split-list.ts";

const split = (text: string) => {
  const list = splitList(Buffer.from(text));
  const items = [...list.items];
  return { metadata: list.metadata(), items };
};

test("takes any JSON list apart as JSON.parse would", () => {
  const list = fc.record({ kind: fc.string(), metadata: fc.jsonValue(), items: fc.array(fc.jsonValue()) });
  fc.assert(
    fc.property(list, fc.constantFrom(0, 1, 2, "\t"), fc.boolean(), (value, indent, itemsFirst) => {
      const { kind, metadata, items } = value;
      const ordered = itemsFirst ? { items, kind, metadata } : { kind, metadata, items };
      const expected = JSON.parse(JSON.stringify(ordered));
      expect(split(JSON.stringify(ordered, undefined, indent))).toEqual({
        metadata: expected.metadata,
        items: expected.items,
      });
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['{"metadata":{},"items":null}', []],
  ['{"metadata":{}}', []],
  ['{"items":[]}', []],
  ['{"items":[{"items":[1]},{"a":"]}"}]}', [{ items: [1] }, { a: "]}" }]],
  ['{"items":["\\\\","\\"",1,true,null]}', ["\\", '"', 1, true, null]],
  ['{"spec":{"items":[1]},"items":[2]}', [2]],
])("%s", (text, items) => expect(split(text).items).toEqual(items));

test.each([
  "",
  "[]",
  "null",
  "{",
  '{"items"',
  '{"items":',
  '{"items":[',
  '{"items":[{}',
  '{"items":[{"a":"b',
  '{"items":[{}]',
  '{"items":[1,2',
  '{"a" 1}',
  '{"a":1 "b":2}',
])("refuses %j, the beginning of a list", (text) => expect(() => split(text)).toThrow(SyntaxError));

test("every cut of a list is refused, not taken for a shorter list", () => {
  const whole = JSON.stringify({
    kind: "PodList",
    metadata: { resourceVersion: "7" },
    items: [{ a: "x,]}" }, { b: [1, 2] }],
  });
  for (let length = 0; length < whole.length; length++)
    expect(() => split(whole.slice(0, length))).toThrow(SyntaxError);
  expect(split(whole).items).toHaveLength(2);
});

test("no more is read than the objects that were asked for, so that a long list holds up nobody", () => {
  const { items } = splitList(Buffer.from('{"items":[{"a":1},{"a":2},"cut'));
  const iterator = items[Symbol.iterator]();
  expect(iterator.next().value).toEqual({ a: 1 });
  expect(iterator.next().value).toEqual({ a: 2 });
  expect(() => iterator.next()).toThrow(SyntaxError);
});

test("an item that is not JSON is found when it is reached", () => {
  const { items } = splitList(Buffer.from('{"items":[{"a":1},{a:2}]}'));
  const iterator = items[Symbol.iterator]();
  expect(iterator.next().value).toEqual({ a: 1 });
  expect(() => iterator.next()).toThrow(SyntaxError);
});
