import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { WatchedKinds } from "./watched-kinds.tsx";

/** The cells of each row, as they are read aloud. */
function read(caches: Parameters<typeof WatchedKinds>[0]["caches"]): string[] {
  const rows = renderToStaticMarkup(<WatchedKinds caches={caches} />)
    .split("<tr")
    .slice(2);
  return rows.map((row) =>
    row
      .replace(/<span aria-hidden[^>]*>[^<]*/g, "")
      .replace(/^[^>]*>|<[^>]*>/g, " ")
      .trim()
      .replace(/\s+/g, " "),
  );
}

test("a list that nobody could read has no number of rows, which is not zero rows", () => {
  expect(
    read([
      { kind: "Pod", state: "live", rows: 1204 },
      { kind: "Job", state: "live", rows: 0 },
      { kind: "Node", state: "forbidden", rows: 0 },
      { kind: "Event", state: "starting", rows: 0 },
      { kind: "Ingress", state: "unsupported", rows: 0 },
    ]),
  ).toEqual([
    "Pod live 1,204",
    "Job live 0",
    "Node forbidden The credential may not list it",
    "Event starting The list has not arrived yet",
    "Ingress unsupported The cluster does not serve it",
  ]);
});
