import { readFileSync } from "node:fs";

export type FieldInfo = {
  /** JSON name; undefined: the fields of the message lie in its parent. */
  name: string | undefined;
  type: string;
  shape: "one" | "list" | "map";
  /** Zero is a value and not the same as absent. */
  optional: boolean;
};

export type MessageTable = ReadonlyMap<string, ReadonlyMap<number, FieldInfo>>;

const FIELD = /^(\d+)=([^:?]+)(\??):([*%]?)(\w+)$/;

function parseField(text: string): [number, FieldInfo] {
  const [, number = "", name = "", optional, shape, type = ""] = FIELD.exec(text) ?? [];
  return [
    Number(number),
    {
      name: name === "^" ? undefined : name,
      type,
      shape: shape === "*" ? "list" : shape === "%" ? "map" : "one",
      optional: optional === "?",
    },
  ];
}

/** The table, read from its file when it is first asked for. */
export function lazyMessageTable(): () => MessageTable {
  let table: MessageTable | undefined;
  return () => {
    table ??= loadMessageTable();
    return table;
  };
}

/** The messages that can be decoded, from `messages.txt`. */
function loadMessageTable(): MessageTable {
  const lines = readFileSync(new URL("./messages.txt", import.meta.url), "utf8").split("\n");
  const entries = lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [name = "", ...fields] = line.split(" ");
      return [name, new Map(fields.filter((field) => field !== "").map(parseField))] as const;
    });
  return new Map(entries);
}
