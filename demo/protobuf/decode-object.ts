import type { Dict } from "../types/object.ts";
import { timestamp } from "../util/time.ts";
import type { FieldInfo, MessageTable } from "./message-table.ts";
import { readFields } from "./reader.ts";

/** What the bytes of a Kubernetes protobuf begin with (k8s.io/apimachinery/pkg/runtime/serializer/protobuf). */
const MAGIC = Buffer.from("k8s\0");

type Scalar = string | number | boolean | null;

const first = (bytes: Buffer, number: number): bigint | Buffer | undefined =>
  readFields(bytes).find((field) => field.number === number)?.value;
const textAt = (bytes: Buffer, number: number): string => {
  const value = first(bytes, number);
  return Buffer.isBuffer(value) ? value.toString("utf8") : "";
};
const signed = (value: bigint | Buffer | undefined): number =>
  typeof value === "bigint" ? Number(BigInt.asIntN(64, value)) : 0;

/** Types that have a JSON form of their own. Undefined: absent. */
const SPECIAL: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
  Time: (bytes) => (bytes.length === 0 ? undefined : timestamp(signed(first(bytes, 1)) * 1000)),
  MicroTime: (bytes) =>
    bytes.length === 0 ? undefined : timestamp(signed(first(bytes, 1)) * 1000).replace("Z", ".000000Z"),
  Quantity: (bytes) => textAt(bytes, 1) || "0",
  IntOrString: (bytes) => (signed(first(bytes, 1)) === 1 ? textAt(bytes, 3) : signed(first(bytes, 2))),
  FieldsV1: (bytes) => JSON.parse(textAt(bytes, 1) || "{}"),
  RawExtension: (bytes) => JSON.parse(textAt(bytes, 1) || "{}"),
  ExtraValue: (bytes) => readFields(bytes).map(({ value }) => String(value)),
};

function scalar(type: string, value: bigint | Buffer): Scalar {
  if (type === "string") return Buffer.isBuffer(value) ? value.toString("utf8") : "";
  if (type === "bytes") return Buffer.isBuffer(value) ? value.toString("base64") : "";
  if (type === "bool") return value === 1n;
  if (type === "double") return Buffer.isBuffer(value) ? value.readDoubleLE() : 0;
  return signed(value);
}

const isZero = (value: unknown): boolean => value === "" || value === 0 || value === false;

class Decoder {
  readonly #table: MessageTable;

  constructor(table: MessageTable) {
    this.#table = table;
  }

  message(type: string, bytes: Buffer, into: Dict = {}): Dict {
    const fields = this.#table.get(type);
    if (!fields) throw new RangeError(`no protobuf message ${type}`);
    for (const { number, value } of readFields(bytes)) {
      const info = fields.get(number);
      if (!info) throw new RangeError(`${type} has no field ${number}`);
      this.#field(info, value, into);
    }
    return into;
  }

  #field(info: FieldInfo, value: bigint | Buffer, into: Dict): void {
    const { name, shape, type } = info;
    if (name === undefined) this.message(type, value as Buffer, into);
    else if (shape === "list") into[name] = [...((into[name] as unknown[]) ?? []), this.#value(type, value)];
    else if (shape === "map") into[name] = { ...(into[name] as Dict), ...this.#entry(type, value as Buffer) };
    else {
      const decoded = this.#value(type, value);
      if (decoded !== undefined && (info.optional || !isZero(decoded))) into[name] = decoded;
    }
  }

  #entry(type: string, bytes: Buffer): Dict {
    const value = first(bytes, 2);
    return { [textAt(bytes, 1)]: value === undefined ? "" : this.#value(type, value) };
  }

  #value(type: string, value: bigint | Buffer): unknown {
    const special = SPECIAL[type];
    if (special) return special(value as Buffer);
    return this.#table.has(type) ? this.message(type, value as Buffer) : scalar(type, value);
  }
}

/** A protobuf body as the JSON it stands for. Throws RangeError for what is none or not in the table. */
export function decodeObject(table: MessageTable, bytes: Buffer): Dict {
  if (!bytes.subarray(0, 4).equals(MAGIC)) throw new RangeError("not a Kubernetes protobuf");
  const envelope = bytes.subarray(4);
  const typeMeta = first(envelope, 1);
  const raw = first(envelope, 2);
  if (!Buffer.isBuffer(typeMeta)) throw new RangeError("a protobuf body without a kind");
  const [apiVersion, kind] = [textAt(typeMeta, 1), textAt(typeMeta, 2)];
  const decoder = new Decoder(table);
  return { ...decoder.message(kind, Buffer.isBuffer(raw) ? raw : Buffer.alloc(0)), apiVersion, kind };
}
