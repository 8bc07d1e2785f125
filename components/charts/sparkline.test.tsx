import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Sparkline } from "./sparkline.tsx";

/** The dotted lines, from and to the index of a value. */
function gaps(values: (number | null)[]): [number, number][] {
  const html = renderToStaticMarkup(<Sparkline values={values} />);
  const step = 40 / (values.length - 1);
  const at = (text: string | undefined) => Math.round((Number(text) - 2) / step);
  return [...html.matchAll(/d="M([\d.]+) [\d.]+H([\d.]+)"/g)].map(([, from, to]) => [at(from), at(to)]);
}

test("a line is dotted where a value is not known, and nowhere else", () => {
  expect(gaps([1, 2, 3])).toEqual([]);
  expect(gaps([0, null, null, 3, 4, 5, null])).toEqual([
    [0, 3],
    [5, 6],
  ]);
  expect(gaps([null, null])).toEqual([[0, 1]]);
});
