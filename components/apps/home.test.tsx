import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { AppRow, Change } from "#lib/apps/schemas";
import { NowProvider } from "../ui/now.tsx";
import { appColumns, CompactApp } from "./app-columns.tsx";
import { ChangedToday } from "./changed-today.tsx";

const NOW = 1_800_000_000;
const REF = { cluster: "eu-prod", namespace: "a", kind: "Deployment", name: "api" } as const;

/** The text of what is drawn, with its attributes left out. */
const textOf = (element: React.ReactNode) =>
  renderToStaticMarkup(<NowProvider initial={NOW * 1000}>{element}</NowProvider>).replace(/<[^>]+>/g, "");

const changes = Array.from(
  { length: 20 },
  (_, index): Change => ({
    ...{ key: String(index), at: NOW - index, app: "api", ref: REF, level: "idle", routine: index < 19 },
    sentence: `change ${index};`,
  }),
);

test("what is left out of the changes is counted, and a rollout is never what is left out", () => {
  const text = textOf(<ChangedToday changes={changes} changesTotal={1023} />);
  expect(text).toMatch(/change 0;.*change 6;.*change 19;.*8 of 1,023Show more changes$/);
  expect(text).not.toContain("change 7;");
});

test("a few changes are all there, and nothing is said of more", () => {
  expect(textOf(<ChangedToday changes={changes.slice(0, 8)} changesTotal={8} />)).not.toMatch(/of 8|more/);
});

const environment = (name: string, ...versions: string[]) => ({
  ...{ environment: name.toLowerCase(), name, versions, current: true },
});
const app = (versions: AppRow["versions"]): AppRow => ({
  ...{ key: "api", name: "api", worst: REF, stale: false, versions, workloads: [], pods: 3, restarts: 0 },
  verdict: { level: "healthy", label: "Healthy", sentence: "3 of 3 replicas ready." },
  lastChangeAt: NOW - 7200,
});

test.each([
  ["2.14.0·changed 2 h ago", [environment("Staging", "2.14.0"), environment("Production", "2.14.0")]],
  [
    "Staging 2.15.0, Production 2.14.0·changed 2 h ago",
    [environment("Staging", "2.15.0"), environment("Production", "2.14.0")],
  ],
  ["ready.changed 2 h ago", []],
])("on a phone an application says what runs and when it changed: %s", (expected, versions) => {
  expect(textOf(<CompactApp row={app(versions)} onOpen={() => {}} />)).toContain(expected);
});

test("on wider screens it says when it changed beside its name", () => {
  const cell = appColumns([], () => {})
    .find(({ id }) => id === "app")
    ?.cell(app([]));
  expect(textOf(cell)).toBe("apichanged 2 h ago3 of 3 replicas ready.");
});
